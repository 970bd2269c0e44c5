package org.llmregistry.audit.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.llmregistry.audit.AuditServiceTest;
import org.llmregistry.audit.checkpoint.Publishing;
import org.llmregistry.audit.entry.Events;
import org.llmregistry.audit.merkle.Frontier;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.audit.tile.TilePath;
import org.llmregistry.audit.tile.TreeHashes;
import org.llmregistry.kernel.testing.Tokens;

/// A log from its first entry to the first tile of level 2, read as outsiders do: at the sizes where tiles fill, and at
/// every size that was ever published.
@AuditServiceTest
@TestProfile(EveryBoundaryTest.EmptyLog.class)
class EveryBoundaryTest {

    /// Begins with a database of its own.
    public static class EmptyLog implements QuarkusTestProfile {}

    private static final int LAST = 65_537;
    private static final int STEP = 1_255; // each published size has another partial tile
    private static final int BATCH = 251;

    @Inject
    Publishing publishing;

    private final String auditor = Tokens.person("auditor", "auditor");
    private final Frontier bundled = Frontier.empty();
    private final SortedMap<Long, Hash> published = new TreeMap<>();

    @Test
    void tiles_bundles_and_proofs_of_every_published_size_lead_to_the_root_that_was_signed() throws SQLException {
        assertThat(size()).isZero();
        for (long size : List.of(1L, 2L, 255L, 256L, 257L, 511L, 512L, 513L)) {
            growTo(size);
            requireEdges(size);
        }
        for (long size = 513 + STEP; size < 65_535; size += STEP) {
            growTo(size);
        }
        for (long size = 65_535; size <= LAST; size++) {
            growTo(size);
            requireEdges(size);
        }
        published.forEach((size, root) -> assertThat(new TreeHashes(EveryBoundaryTest::tile, size).root())
                .as("public tiles of size %d", size)
                .isEqualTo(root));
        for (long n = 0; n * TilePath.FULL < LAST; n++) {
            readBundle(new TilePath(n, (int) Math.min(TilePath.FULL, LAST - n * TilePath.FULL)));
        }
        assertThat(bundled.root()).isEqualTo(published.get((long) LAST));
    }

    private void growTo(long size) throws SQLException {
        for (long at = size(); at < size; at += BATCH) {
            Events.load(Math.min(BATCH, size - at));
        }
        publishing.now();
        List<String> checkpoint = get("/checkpoint").asString().lines().toList();
        assertThat(checkpoint.get(1)).isEqualTo(String.valueOf(size));
        published.put(size, Hash.of(Base64.getDecoder().decode(checkpoint.get(2))));
    }

    private long size() {
        return published.isEmpty() ? get("/log/tree-head").jsonPath().getLong("size") : published.lastKey();
    }

    /// At each level the last tile is there with just the hashes that it has; nothing is wider or stands behind it.
    private void requireEdges(long size) {
        for (int level = 0; level <= 2; level++) {
            long hashes = size >> (8 * level);
            long n = hashes / TilePath.FULL;
            int width = (int) (hashes % TilePath.FULL);
            status(level, n, width + 1, 404);
            status(level, n, TilePath.FULL, 404);
            status(level, n + 1, 1, 404);
            if (width > 0) {
                status(level, n, width, 200);
            }
            if (n > 0) {
                status(level, n - 1, TilePath.FULL, 200);
                status(level, n - 1, TilePath.FULL - 1, 200);
            }
        }
        assertThat(get("/tile/0/000.p/0").statusCode()).isEqualTo(404);
        assertThat(get("/tile/0/000.p/256").statusCode()).isEqualTo(404);
        assertThat(get("/entries/" + size + "/proof").statusCode()).isEqualTo(404);
        assertThat(get("/entries/" + (size - 1) + "/proof").asString())
                .startsWith("c2sp.org/tlog-proof@v1\nindex " + (size - 1) + "\n")
                .contains("\n\naudit.registry.example\n" + size + "\n");
    }

    private static void status(int level, long n, int width, int status) {
        TilePath path = new TilePath(n, width);
        assertThat(get("/tile/" + level + "/" + path).statusCode())
                .as("tile %d/%s", level, path)
                .isEqualTo(status);
    }

    private static List<Hash> tile(int level, long n, int width) {
        Response answer = get("/tile/" + level + "/" + new TilePath(n, width));
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        ByteBuffer bytes = ByteBuffer.wrap(answer.asByteArray());
        List<Hash> hashes = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] hash = new byte[Hash.BYTES];
            bytes.get(hash);
            hashes.add(Hash.of(hash));
        }
        assertThat(hashes).hasSize(width);
        return hashes;
    }

    /// As every client asks for it: compressed on its way.
    private void readBundle(TilePath path) {
        Response answer = RestAssured.given()
                .auth()
                .oauth2(auditor)
                .header("Accept-Encoding", "gzip")
                .get("/tile/entries/" + path);
        assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
        ByteBuffer entries = ByteBuffer.wrap(answer.asByteArray());
        for (int i = 0; i < path.width(); i++) {
            byte[] entry = new byte[Short.toUnsignedInt(entries.getShort())];
            entries.get(entry);
            bundled.append(Hash.leaf(entry));
        }
        assertThat(entries.hasRemaining()).isFalse();
    }

    private static Response get(String path) {
        return RestAssured.get(path);
    }
}
