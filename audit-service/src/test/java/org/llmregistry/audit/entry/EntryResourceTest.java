package org.llmregistry.audit.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.llmregistry.audit.entry.Events.anybody;
import static org.llmregistry.audit.entry.Events.append;
import static org.llmregistry.audit.entry.Events.as;
import static org.llmregistry.audit.entry.Events.auditor;
import static org.llmregistry.audit.entry.Events.batch;
import static org.llmregistry.audit.entry.Events.event;
import static org.llmregistry.audit.entry.Events.newSubject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmregistry.audit.AuditServiceTest;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.testing.Tokens;

@AuditServiceTest
class EntryResourceTest {

    @Inject
    AgroalDataSource database;

    @Test
    void the_example_of_the_contract_is_appended() {
        assertThat(Examples.operations()).containsExactly("appendEvents", "erasePersonalData");
        append(Examples.of("appendEvents").toString())
                .then()
                .statusCode(200)
                .body("receipts.outcome", hasItems("APPENDED"));
    }

    @Test
    void an_event_is_found_by_subject_actor_type_and_time() {
        String subject = newSubject();
        ObjectNode first = event(subject, 1);
        ObjectNode second = event(subject, 2).put("type", "application.submitted");
        append(batch(first, second))
                .then()
                .statusCode(200)
                .body("receipts.outcome", equalTo(List.of("APPENDED", "APPENDED")));

        auditor()
                .get("/entries?subject=" + subject)
                .then()
                .statusCode(200)
                .body("items.subjectN", equalTo(List.of(1, 2)))
                .body("items.data.模型", equalTo(List.of("文心一言", "文心一言")))
                .body("total.count", equalTo(2))
                .body("items[0].subjectPrev", nullValue())
                .body("nextCursor", nullValue());
        auditor()
                .get("/entries?subject=" + subject + "&type=application.submitted")
                .then()
                .body("items.id", equalTo(List.of(second.get("id").asText())));
        auditor()
                .get("/entries?subject=" + subject + "&order=desc&limit=1")
                .then()
                .body("items.subjectN", equalTo(List.of(2)));
        auditor()
                .get("/entries?subject=" + subject + "&actor=" + Tokens.subjectOf("ann"))
                .then()
                .body("total.count", equalTo(2));
        auditor().get("/entries?subject=" + subject + "&actor=system").then().body("total.count", equalTo(0));
        auditor()
                .get("/entries?subject=" + subject + "&to=2020-01-01T00:00:00Z")
                .then()
                .body("total.count", equalTo(0));
        auditor()
                .get("/entries?subject=" + subject + "&from=2020-01-01T00:00:00Z")
                .then()
                .body("total.count", equalTo(2));
        auditor().get("/entries?from=yesterday").then().statusCode(400).body("errors[0].pointer", equalTo("from"));
    }

    @Test
    void what_one_request_did_is_found_over_all_subjects() {
        String request = UUID.randomUUID().toString();
        List<String> subjects = List.of(newSubject(), newSubject());
        for (String subject : subjects) {
            ObjectNode event = event(subject, 1);
            ((ObjectNode) event.get("data")).put("requestId", request).put("note", "\"requestId\":\"another\"");
            append(batch(event)).then().statusCode(200);
        }
        append(batch(event(newSubject(), 1))).then().statusCode(200);
        auditor()
                .get("/entries?requestId=" + request)
                .then()
                .body("total.count", equalTo(2))
                .body("items.subject", equalTo(subjects));
        auditor().get("/entries?requestId=another").then().body("total.count", equalTo(0));
    }

    @Test
    void pages_follow_each_other_without_gap_while_others_append() {
        String subject = newSubject();
        append(batch(event(subject, 1), event(subject, 2), event(subject, 3)));
        String cursor = auditor()
                .get("/entries?limit=2&subject=" + subject)
                .then()
                .body("items.subjectN", equalTo(List.of(1, 2)))
                .extract()
                .path("nextCursor");
        append(batch(event(subject, 4)));
        auditor()
                .get("/entries?limit=2&subject=" + subject + "&cursor=" + cursor)
                .then()
                .body("items.subjectN", equalTo(List.of(3, 4)))
                .body("nextCursor", nullValue());
        auditor()
                .get("/entries?limit=2&cursor=" + cursor)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("cursor"));
    }

    @Test
    void anybody_who_has_the_leaf_can_hash_it() {
        String subject = newSubject();
        int index = append(batch(event(subject, 1))).then().extract().path("receipts[0].index");
        byte[] leaf = auditor()
                .get("/entries/" + index + "/leaf")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        String hash = auditor()
                .get("/entries/" + index)
                .then()
                .statusCode(200)
                .extract()
                .path("leafHash");
        assertThat(Hash.leaf(leaf).base64()).isEqualTo(hash);
        assertThat(new String(leaf, StandardCharsets.UTF_8))
                .startsWith("{\"event\":{\"data\":{\"actor\":")
                .contains("\"subject\":\"" + subject + "\"")
                .endsWith(",\"subject_n\":1,\"subject_prev\":null,\"v\":1}");
    }

    @Test
    void an_event_that_comes_twice_has_one_effect() {
        ObjectNode event = event(newSubject(), 1);
        int index = append(batch(event)).then().extract().path("receipts[0].index");
        append(batch(event, event))
                .then()
                .statusCode(200)
                .body("receipts.outcome", equalTo(List.of("DUPLICATE", "DUPLICATE")))
                .body("receipts.index", equalTo(List.of(index, index)));
    }

    @Test
    void the_same_id_with_other_bytes_is_refused_and_kept() throws SQLException {
        ObjectNode event = event(newSubject(), 1);
        append(batch(event)).then().statusCode(200);
        ObjectNode forged = event.deepCopy();
        forged.withObject("data").put("outcome", "GRANTED");
        append(batch(forged)).then().statusCode(200).body("receipts[0].outcome", equalTo("CONFLICT"));
        assertThat(number("SELECT count(*) FROM conflict WHERE event_id = '%s'"
                        .formatted(event.get("id").asText())))
                .isEqualTo(1);
    }

    @Test
    void a_missing_event_holds_back_its_subject_and_no_other() {
        String gap = newSubject();
        String whole = newSubject();
        append(batch(event(gap, 1), event(gap, 3), event(whole, 1)))
                .then()
                .statusCode(200)
                .body("receipts.outcome", equalTo(List.of("APPENDED", "OUT_OF_SEQUENCE", "APPENDED")));
        append(batch(event(gap, 2), event(gap, 3)))
                .then()
                .body("receipts.outcome", equalTo(List.of("APPENDED", "APPENDED")));
    }

    @Test
    void a_control_character_in_a_name_is_refused_before_the_database_sees_it() {
        append(batch(event(newSubject() + "\u0000", 1)))
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/0/subject")))
                .body("errors[0].detail", equalTo("must be 1 to 200 characters without control characters"));
    }

    @Test
    void a_batch_of_more_than_four_mebibytes_is_refused_before_it_is_read() {
        String filled = "[]" + " ".repeat(4 * 1024 * 1024 - 2);
        append(filled).then().statusCode(400).body("errors[0].rule", equalTo("batch"));
        append(filled + " ").then().statusCode(413).body("type", equalTo("/problems/content-too-large"));
    }

    @Test
    void a_service_speaks_for_itself_only() {
        append("review-service", batch(event(newSubject(), 1)).toString())
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/foreign-source"));
    }

    @Test
    void all_faults_of_a_batch_are_told_and_nothing_is_appended() {
        String subject = newSubject();
        ObjectNode bad =
                event(subject, 2).put("specversion", "0.3").put("time", "today").put("colour", "red");
        bad.withObject("data").put("count", 9_007_199_254_740_993L).remove("actor");
        append(batch(event(subject, 1), bad))
                .then()
                .statusCode(422)
                .body(
                        "errors.pointer",
                        hasItems("/1/specversion", "/1/time", "/1/colour", "/1/data/actor", "/1/data/count"));
        auditor().get("/entries?subject=" + subject).then().body("total.count", equalTo(0));
    }

    @Test
    void what_canonical_json_cannot_carry_is_refused() {
        String event = event(newSubject(), 1).toString();
        append("registry-service", "[" + event.replace("\"actor\":", "\"half\":\"\\ud83d\",\"actor\":") + "]")
                .then()
                .statusCode(422)
                .body("errors[0].rule", equalTo("unicode"));
        append("registry-service", "[" + event.replace("\"sequence\":1", "\"sequence\":1,\"sequence\":2") + "]")
                .then()
                .statusCode(400)
                .body("errors[0].rule", equalTo("json"));
        append("registry-service", "{}").then().statusCode(400).body("errors[0].rule", equalTo("batch"));
        append("registry-service", "[]").then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({"registrar,403", "vendor,403", "decision-maker,403", "audit-source,403", "auditor,200"})
    void only_auditors_search(String role, int status) {
        as(Tokens.person("somebody", role)).get("/entries?limit=1").then().statusCode(status);
    }

    @Test
    void nobody_appends_or_searches_without_the_right_token() {
        anybody().get("/entries").then().statusCode(401);
        as(Tokens.person("auditor", "auditor"))
                .contentType(EntryResource.BATCH)
                .body("[]")
                .post("/entries")
                .then()
                .statusCode(403);
        auditor().get("/entries/99999999").then().statusCode(404).contentType("application/problem+json");
    }

    private long number(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
