package org.llmregistry.registry.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.registry.Given.vendor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;

/// The vendor fixes its bank after the commitment, and repeats the draw when the secret is disclosed.
@RegistryServiceTest
class DrawResourceTest {

    private static final String SEED = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final String SALT = "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f";
    private static final String BANK = "4381dc2ab14285160c808659aee005d51255add7264b318d07c7417292c7442c";

    private UUID vendor;

    @BeforeEach
    void register() {
        vendor = Given.registeredVendor();
    }

    @Test
    void the_vendor_repeats_the_draw_with_nothing_but_what_it_was_shown() throws GeneralSecurityException {
        String id = Given.submitted(vendor);
        Given.reported(id, "ACCEPTED").then().statusCode(202);
        ObjectNode commitment = draw().put("size", 10);
        tell(id, commitment).then().statusCode(202).body("outcome", equalTo("COMMITTED"));
        tell(id, commitment).then().statusCode(202).body("outcome", equalTo("DUPLICATE"));
        draws(id).then().body("seed", contains((String) null)).body("bankDigest", contains((String) null));
        handIn(id, BANK, 4000).then().statusCode(200).body("bankDigest", equalTo(BANK));
        assertThat(Given.messages(id).getLast())
                .contains("\"number\":1", "\"bankDigest\":\"" + BANK + "\"", "\"population\":4000");
        tell(id, draw().put("size", 10).put("seed", SEED).put("salt", SALT).put("disclosedAt", "2026-12-01T08:30:00Z"))
                .then()
                .statusCode(202)
                .body("outcome", equalTo("DISCLOSED"));
        JsonPath shown = draws(id).jsonPath();
        assertThat(repeat(shown, "[0]."))
                .containsExactly(1928L, 1010L, 1513L, 2912L, 1185L, 1280L, 2415L, 1528L, 3077L, 502L);
        assertThat(Given.events("applications/" + id))
                .endsWith("application.draw-committed", "application.bank-handed-in", "application.draw-disclosed");
        assertThatThrownBy(() ->
                        Given.update("UPDATE sample_draw SET salt = seed WHERE application_id = CAST(? AS uuid)", id))
                .hasMessageContaining("filled in once");
    }

    @Test
    void a_draw_has_one_bank_that_holds_it() {
        String id = Given.drawn(vendor);
        handIn(id, BANK, 999).then().statusCode(400).body("errors[0].rule", equalTo("holds-the-draw"));
        handIn(id, BANK, 1000).then().statusCode(200);
        handIn(id, SEED, 2000).then().statusCode(409).body("type", equalTo("/problems/bank-fixed"));
    }

    @Test
    void another_vendor_sees_nothing_and_hands_in_nothing() {
        String id = Given.drawn(vendor);
        UUID other = Given.registeredVendor();
        vendor(other).get("/applications/" + id + "/draws").then().statusCode(404);
        vendor(other)
                .body(Examples.of("handInBank").toString())
                .post("/applications/" + id + "/draws/1/bank")
                .then()
                .statusCode(404);
        vendor(vendor)
                .body(Examples.of("handInBank").toString())
                .post("/applications/" + id + "/draws/2/bank")
                .then()
                .statusCode(404);
    }

    /// As docs/sampling.md says it, for a bank that fits into memory.
    private static List<Long> repeat(JsonPath draw, String at) throws GeneralSecurityException {
        HexFormat hex = HexFormat.of();
        String seed = draw.getString(at + "seed");
        assertThat(hex.formatHex(
                        MessageDigest.getInstance("SHA-256").digest(hex.parseHex(seed + draw.getString(at + "salt")))))
                .isEqualTo(draw.getString(at + "commitment"));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(hex.parseHex(seed), "HmacSHA256"));
        byte[] bank = hex.parseHex(draw.getString(at + "bankDigest"));
        int population = draw.getInt(at + "population");
        long[] a = LongStream.range(0, population).toArray();
        List<Long> words = new ArrayList<>();
        List<Long> items = new ArrayList<>();
        for (int block = 0; block < 100; block++) {
            mac.update(bank);
            ByteBuffer bytes = ByteBuffer.wrap(
                    mac.doFinal(ByteBuffer.allocate(8).putLong(block).array()));
            while (bytes.hasRemaining()) {
                words.add(bytes.getLong());
            }
        }
        int used = 0;
        for (int i = 0; i < draw.getInt(at + "size"); i++) {
            int below = population - i;
            int bits = Integer.SIZE - Integer.numberOfLeadingZeros(below - 1);
            long drawn = below;
            while (drawn >= below) {
                drawn = words.get(used++) & ((1L << bits) - 1);
            }
            int j = i + (int) drawn;
            items.add(a[j] + 1);
            a[j] = a[i];
        }
        return items;
    }

    private static ObjectNode draw() {
        return Examples.with("receiveDraw", "messageId", UUID.randomUUID());
    }

    private static Response tell(String id, ObjectNode message) {
        return Given.review().body(message.toString()).post("/applications/" + id + "/draws");
    }

    private Response draws(String id) {
        return vendor(vendor).get("/applications/" + id + "/draws");
    }

    private Response handIn(String id, String digest, long population) {
        ObjectNode bank = Examples.of("handInBank");
        return vendor(vendor)
                .body(bank.put("bankDigest", digest)
                        .put("population", population)
                        .toString())
                .post("/applications/" + id + "/draws/1/bank");
    }
}
