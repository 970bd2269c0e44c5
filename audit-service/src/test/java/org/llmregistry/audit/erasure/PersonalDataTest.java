package org.llmregistry.audit.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.llmregistry.audit.entry.Events.append;
import static org.llmregistry.audit.entry.Events.as;
import static org.llmregistry.audit.entry.Events.auditor;
import static org.llmregistry.audit.entry.Events.batch;
import static org.llmregistry.audit.entry.Events.event;
import static org.llmregistry.audit.entry.Events.newSubject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.llmregistry.audit.AuditServiceTest;
import org.llmregistry.audit.checkpoint.Publishing;
import org.llmregistry.kernel.testing.Tokens;

/// What tells of a person stands beside the log and can go; nothing of the log changes by it.
@AuditServiceTest
class PersonalDataTest {

    private static final String SALT = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static final String REASON = "Die Sachbearbeiterin ist bis März krank.";

    @Inject
    AgroalDataSource database;

    @Inject
    Publishing publishing;

    @Test
    void the_leaf_is_committed_to_the_text_and_does_not_hold_it() throws Exception {
        long index = appended(personal());
        byte[] leaf = leaf(index);
        assertThat(new String(leaf, StandardCharsets.UTF_8))
                .contains("\"personalCommitment\":\"" + expected() + "\"")
                .doesNotContain("krank", SALT, "\"personal\"");
        read(index)
                .then()
                .statusCode(200)
                .body("salt", equalTo(SALT))
                .body("content", equalTo(Map.of("reason", REASON)))
                .body("commitment", equalTo(expected()));
        auditor().get("/entries?type=privacy.read&order=desc&limit=1").then().body("items[0].data.entry", equalTo((int)
                index));
    }

    @Test
    void an_erasure_leaves_every_proof_as_it_was_and_says_that_it_happened() throws Exception {
        ObjectNode event = personal();
        long index = appended(event);
        long kept = appended(personal());
        publishing.now();
        byte[] leaf = leaf(index);
        String proof = proof(index);
        int told = erase(index)
                .then()
                .statusCode(200)
                .body("erased", contains((int) index))
                .extract()
                .path("event.index");
        assertThat(leaf(index)).isEqualTo(leaf);
        assertThat(proof(index)).isEqualTo(proof);
        read(index).then().statusCode(410).body("type", equalTo("/problems/erased"));
        read(kept).then().statusCode(200);
        assertThat(left(index)).isZero();
        auditor()
                .get("/entries/" + told)
                .then()
                .body("type", equalTo("privacy.erased"))
                .body("data.entries", contains((int) index))
                .body("data.ground", equalTo("GDPR Art. 17(1)(d)"))
                .body("actor", equalTo(Tokens.subjectOf("diana")));

        append(batch(event)).then().body("receipts[0].outcome", equalTo("DUPLICATE"));
        assertThat(left(index)).isZero();
        erase(index).then().statusCode(200).body("erased", empty()).body("event", nullValue());
    }

    @Test
    void the_same_event_with_another_text_is_a_conflict_that_keeps_no_text() throws Exception {
        ObjectNode event = personal();
        appended(event);
        ((ObjectNode) event.at("/personal/content")).put("reason", "Something else.");
        append(batch(event)).then().body("receipts[0].outcome", equalTo("CONFLICT"));
        assertThat(count("SELECT count(*) FROM conflict WHERE convert_from(body, 'UTF8') LIKE '%Something else%'"))
                .isZero();
    }

    @Test
    void what_has_nothing_personal_is_neither_read_nor_erased() {
        long index = appended(event(newSubject(), 1));
        long other = appended(personal());
        read(index).then().statusCode(404);
        as(Tokens.person("diana", "data-protection-officer"))
                .contentType(ContentType.JSON)
                .body(Map.of("entries", List.of(other, index, other), "ground", "GDPR Art. 17(1)(d)"))
                .post("/erasures")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/nothing-personal"))
                .body("errors.pointer", contains("/entries/1", "/entries/2"));
        read(other).then().statusCode(200);
    }

    @Test
    void auditors_erase_nothing_and_the_officer_reads_nothing() {
        long index = appended(personal());
        auditor()
                .contentType(ContentType.JSON)
                .body(Map.of("entries", List.of(index), "ground", "GDPR Art. 17(1)(d)"))
                .post("/erasures")
                .then()
                .statusCode(403);
        as(Tokens.person("diana", "data-protection-officer"))
                .get("/entries/" + index + "/personal-data")
                .then()
                .statusCode(403);
        read(index).then().statusCode(200);
    }

    /// As the draw of a test bank has one.
    @Test
    void a_fact_that_is_called_commitment_is_a_fact_like_others() {
        ObjectNode drawn = event(newSubject(), 1);
        ((ObjectNode) drawn.get("data")).put("commitment", expected());
        read(appended(drawn)).then().statusCode(404);
    }

    @Test
    void a_commitment_that_a_service_made_up_and_a_part_without_salt_are_refused() {
        ObjectNode forged = event(newSubject(), 1);
        ((ObjectNode) forged.get("data")).put("personalCommitment", expected());
        ObjectNode unsalted = personal();
        ((ObjectNode) unsalted.get("personal")).put("salt", "00");
        append(batch(forged, unsalted))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/0/data/personalCommitment", "/1/personal"));
    }

    private static ObjectNode personal() {
        ObjectNode event = event(newSubject(), 1);
        event.putObject("personal").put("salt", SALT).putObject("content").put("reason", REASON);
        return event;
    }

    /// By the formula of the contract, with nothing of ours.
    private static String expected() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update("audit-pii-v1\0".getBytes(StandardCharsets.US_ASCII));
            sha256.update(HexFormat.of().parseHex(SALT));
            sha256.update(("{\"reason\":\"" + REASON + "\"}").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (java.security.NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static long appended(ObjectNode event) {
        return append(batch(event)).then().statusCode(200).extract().jsonPath().getLong("receipts[0].index");
    }

    private static byte[] leaf(long index) {
        return auditor().get("/entries/" + index + "/leaf").asByteArray();
    }

    private static String proof(long index) {
        return auditor()
                .get("/entries/" + index + "/proof")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static Response read(long index) {
        return auditor().get("/entries/" + index + "/personal-data");
    }

    private static Response erase(long index) {
        return as(Tokens.person("diana", "data-protection-officer"))
                .contentType(ContentType.JSON)
                .body(Map.of("entries", List.of(index), "ground", "GDPR Art. 17(1)(d)"))
                .post("/erasures");
    }

    private long left(long index) throws SQLException {
        return count("SELECT count(*) FROM personal_part WHERE idx = " + index);
    }

    private long count(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
