package org.llmregistry.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.llmregistry.audit.entry.Events.anybody;
import static org.llmregistry.audit.entry.Events.append;
import static org.llmregistry.audit.entry.Events.as;
import static org.llmregistry.audit.entry.Events.auditor;
import static org.llmregistry.audit.entry.Events.batch;
import static org.llmregistry.audit.entry.Events.event;
import static org.llmregistry.audit.entry.Events.newSubject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.audit.AuditServiceTest;
import org.llmregistry.audit.checkpoint.Publishing;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.audit.merkle.MerkleTree;
import org.llmregistry.audit.tile.TilePath;
import org.llmregistry.kernel.testing.Tokens;

/// What outsiders read of the log, on a log that has grown past a full tile.
@AuditServiceTest
class PublishedLogTest {

    @Inject
    AgroalDataSource database;

    @Inject
    Publishing publishing;

    private long size;
    private Hash root;

    @BeforeEach
    void publish() throws SQLException {
        if (!isLongEnough()) {
            for (int i = 0; i < 3; i++) {
                grow(100);
            }
        }
        grow(1);
        publishing.now();
        read();
    }

    @Test
    void the_checkpoint_is_the_tree_head_signed_with_the_key_that_is_told() {
        anybody()
                .get("/log/tree-head")
                .then()
                .body("size", equalTo((int) size))
                .body("rootHash", equalTo(root.base64()));
        String note = anybody()
                .get("/checkpoint")
                .then()
                .header("Cache-Control", "no-cache")
                .contentType("text/plain")
                .extract()
                .asString();
        String key =
                anybody().get("/checkpoint/key").then().extract().asString().strip();
        assertThat(key).startsWith("audit.registry.example+");
        assertThat(Notes.isSignedBy(note, key)).isTrue();
        assertThat(Notes.isSignedBy(note.replace("\n" + size + "\n", "\n" + (size + 1) + "\n"), key))
                .isFalse();
    }

    @Test
    void a_full_tile_has_the_hashes_of_its_entries_and_bundles_hash_to_it() {
        byte[] tile = tile("0/000").then().statusCode(200).extract().asByteArray();
        assertThat(tile).hasSize(8_192);
        byte[] bundle = auditor()
                .get("/tile/entries/000")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        ByteBuffer entries = ByteBuffer.wrap(bundle);
        for (int i = 0; i < 256; i++) {
            byte[] entry = new byte[Short.toUnsignedInt(entries.getShort())];
            entries.get(entry);
            assertThat(Hash.leaf(entry)).isEqualTo(Hash.of(Arrays.copyOfRange(tile, 32 * i, 32 * i + 32)));
        }
        assertThat(entries.hasRemaining()).isFalse();
        byte[] above = tile("1/000.p/1").then().statusCode(200).extract().asByteArray();
        List<Hash> hashes = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            hashes.add(Hash.of(Arrays.copyOfRange(tile, 32 * i, 32 * i + 32)));
        }
        assertThat(Hash.of(above)).isEqualTo(MerkleTree.root(hashes));
    }

    @Test
    void every_partial_tile_that_was_ever_published_is_a_beginning_of_the_full_one() {
        byte[] full = tile("0/000").then().extract().asByteArray();
        for (int width : new int[] {1, 2, 127, 128, 255}) {
            tile("0/000.p/" + width)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "public, max-age=31536000, immutable")
                    .header("Access-Control-Allow-Origin", "*");
            assertThat(tile("0/000.p/" + width).asByteArray()).isEqualTo(Arrays.copyOf(full, 32 * width));
        }
    }

    @Test
    void what_no_checkpoint_covers_is_not_found() {
        long n = size / 256;
        int width = (int) (size % 256);
        assertThat(n).isLessThan(1_000);
        if (width > 0) {
            tile("0/%03d.p/%d".formatted(n, width)).then().statusCode(200);
        }
        tile("0/%03d.p/%d".formatted(n, width + 1)).then().statusCode(404);
        tile("0/%03d".formatted(n)).then().statusCode(404);
        tile("1/%03d.p/%d".formatted(0, n + 1)).then().statusCode(404);
        tile("0/nothing").then().statusCode(404);
        grow(1);
        tile("0/%03d.p/%d".formatted(n, width + 1)).then().statusCode(404);
        anybody().get("/entries/" + size + "/proof").then().statusCode(404);
        auditor().get("/tile/entries/%03d.p/%d".formatted(n, width + 1)).then().statusCode(404);
        anybody().get("/tile/entries/000").then().statusCode(401);
    }

    @Test
    void the_proof_of_an_entry_leads_to_the_signed_root() {
        for (long index : new long[] {0, 255, 256, size - 1}) {
            String proof = anybody()
                    .get("/entries/" + index + "/proof")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            assertThat(proof)
                    .startsWith("c2sp.org/tlog-proof@v1\nindex " + index + "\n")
                    .contains("\n\naudit.registry.example\n" + size + "\n");
            List<Hash> hashes = proof.substring(0, proof.indexOf("\n\n"))
                    .lines()
                    .skip(2)
                    .map(line -> Hash.of(Base64.getDecoder().decode(line)))
                    .toList();
            byte[] leaf = auditor()
                    .get("/entries/" + index + "/leaf")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asByteArray();
            assertThat(MerkleTree.verifyInclusion(index, size, Hash.leaf(leaf), hashes, root))
                    .isTrue();
            leaf[leaf.length / 2] ^= 1;
            assertThat(MerkleTree.verifyInclusion(index, size, Hash.leaf(leaf), hashes, root))
                    .isFalse();
        }
    }

    @Test
    void a_service_reads_the_receipt_of_its_own_event_once_it_is_published() throws SQLException {
        ObjectNode event = event(newSubject(), 1);
        append(batch(event)).then().statusCode(200);
        String receipt = "/receipts/registry-service/" + event.path("id").asText();
        String owner = Tokens.service("registry-service");
        as(owner).get(receipt).then().statusCode(404);
        publishing.now();
        as(owner)
                .get(receipt)
                .then()
                .statusCode(200)
                .body("index", equalTo((int) size))
                .body(
                        "leaf",
                        equalTo(Base64.getEncoder()
                                .encodeToString(auditor()
                                        .get("/entries/" + size + "/leaf")
                                        .asByteArray())))
                .body(
                        "proof",
                        equalTo(anybody().get("/entries/" + size + "/proof").asString()));
        auditor().get(receipt).then().statusCode(200);
        as(Tokens.service("review-service"))
                .get(receipt)
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/foreign-source"));
        as(Tokens.person("ann", "decision-maker")).get(receipt).then().statusCode(403);
        anybody().get(receipt).then().statusCode(401);
        as(owner).get("/receipts/registry-service/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void a_later_checkpoint_is_proved_to_hold_the_earlier_one() throws SQLException {
        long before = size;
        Hash rootBefore = root;
        grow(7);
        publishing.now();
        read();
        assertThat(size).isEqualTo(before + 7);
        List<String> hashes = anybody()
                .get("/log/consistency?from=%d&to=%d".formatted(before, size))
                .then()
                .statusCode(200)
                .extract()
                .path("hashes");
        List<Hash> proof = hashes.stream()
                .map(hash -> Hash.of(Base64.getDecoder().decode(hash)))
                .toList();
        assertThat(MerkleTree.verifyConsistency(before, size, rootBefore, root, proof))
                .isTrue();
        anybody().get("/log/consistency?from=0&to=" + size).then().body("hashes", hasSize(0));
        anybody().get("/log/consistency?from=5&to=4").then().statusCode(400);
        anybody().get("/log/consistency?from=5&to=" + (size + 1)).then().statusCode(404);
    }

    @Test
    void nothing_is_signed_over_tiles_that_were_tampered_with() throws SQLException {
        owner("ALTER TABLE tile DISABLE TRIGGER USER");
        owner("UPDATE tile SET root = sha256(root) WHERE level = 0 AND n = 0");
        owner("UPDATE tile SET hashes = overlay(hashes placing sha256('x') from 1) WHERE level = 0 AND n = 0");
        try {
            grow(1);
            publishing.now();
            anybody().get("/checkpoint").then().body(org.hamcrest.Matchers.containsString("\n" + size + "\n"));
        } finally {
            owner("DELETE FROM tile");
            owner("ALTER TABLE tile ENABLE TRIGGER USER");
        }
        grow(TilePath.FULL); // stores the tiles anew, with the next one that fills
        publishing.now();
        read();
        tile("1/000.p/1").then().statusCode(200);
    }

    @Test
    void a_signed_tree_and_a_tile_are_never_changed() {
        for (String statement : List.of(
                "UPDATE checkpoint SET note = ''", "DELETE FROM checkpoint", "DELETE FROM tile", "TRUNCATE tile")) {
            assertThatThrownBy(() -> owner(statement)).as(statement).hasMessageContaining("append-only");
        }
    }

    private static void grow(int entries) {
        String subject = newSubject();
        ObjectNode[] events = new ObjectNode[entries];
        for (int i = 0; i < entries; i++) {
            events[i] = event(subject, i + 1);
        }
        append(batch(events)).then().statusCode(200);
    }

    private static Response tile(String path) {
        return anybody().get("/tile/" + path);
    }

    private boolean isLongEnough() {
        return anybody().get("/log/tree-head").then().extract().<Integer>path("size") > 300;
    }

    private void read() {
        List<String> lines = anybody()
                .get("/checkpoint")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .toList();
        assertThat(lines.getFirst()).isEqualTo("audit.registry.example");
        size = Long.parseLong(lines.get(1));
        root = Hash.of(Base64.getDecoder().decode(lines.get(2)));
    }

    private static void owner(String sql) throws SQLException {
        String url = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
        try (Connection owner = DriverManager.getConnection(url, "audit_owner", "test");
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
