package org.llmregistry.audit.year;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.llmregistry.audit.entry.Events.anybody;
import static org.llmregistry.audit.entry.Events.append;
import static org.llmregistry.audit.entry.Events.as;
import static org.llmregistry.audit.entry.Events.auditor;
import static org.llmregistry.audit.entry.Events.batch;
import static org.llmregistry.audit.entry.Events.event;
import static org.llmregistry.audit.entry.Events.newSubject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.llmregistry.audit.AuditServiceTest;
import org.llmregistry.audit.Superuser;
import org.llmregistry.audit.checkpoint.Publishing;
import org.llmregistry.audit.entry.Events;
import org.llmregistry.audit.export.Copying;
import org.llmregistry.audit.selfaudit.SelfAuditRun;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.verifier.Verify;

/// The log of a year that is over, and the one of this year that follows on it. The first is made a year older: nothing
/// else is unlike New Year's Eve.
@AuditServiceTest
@TestProfile(YearChangeTest.TwoLogs.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class YearChangeTest {

    private static final String FIRST = "audit.registry.example";
    private static final String YEAR =
            String.valueOf(LocalDate.now(ZoneOffset.UTC).getYear());
    private static final String SECOND = FIRST + "/" + YEAR;

    /// Begins with a database of its own, and keeps a copy of the logs.
    public static class TwoLogs implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("audit.export.folder", "${java.io.tmpdir}/copy-of-two-logs-${quarkus.uuid}");
        }
    }

    @Inject
    YearChange years;

    @Inject
    Publishing publishing;

    @Inject
    Copying copying;

    @Inject
    SelfAuditRun selfAudits;

    @ConfigProperty(name = "audit.export.folder")
    Path copy;

    @ConfigProperty(name = "testing.witnesses")
    String witnesses;

    @TempDir
    Path folder;

    private final String application = UUID.randomUUID().toString();
    private final String subject = "applications/" + application;
    private final ObjectNode submitted = moved(2, "DRAFT", "SUBMITTED");
    private final ObjectNode unsent = moved(3, "SUBMITTED", "ACCEPTED");
    private Response whileClosed;
    private Response whileUnseen;
    private Response afterwards;
    private String logsWhileClosed;
    private long closedAt;

    /// Once for all tests; before the first of them, because before the class the port is not known.
    @BeforeEach
    void newYear() throws SQLException, IOException {
        if (afterwards != null) {
            return;
        }
        Events.load(251);
        append(batch(personal(), moved(1, null, "DRAFT"), submitted)).then().statusCode(200); // entries 251 to 253
        publishing.now();
        years.turn();
        assertThat(states()).containsExactly("OPEN", "NEXT"); // the year is not over yet

        Superuser.writes("UPDATE log_state SET opened_at = opened_at - interval '1 year'");
        both("stop");
        years.turn();
        whileClosed = append(batch(unsent));
        publishing.now();
        years.turn();
        whileUnseen = append(batch(unsent));
        logsWhileClosed = anybody().get("/logs").asString();
        both("start");
        publishing.now();
        years.turn();
        closedAt = anybody().get("/logs").jsonPath().getLong("[0].size") - 1;
        afterwards = append(batch(submitted, unsent, event(newSubject(), 1)));
        publishing.now();
        copying.now();
    }

    @Test
    void between_two_logs_nothing_is_appended_and_nothing_lost() {
        for (Response waiting : List.of(whileClosed, whileUnseen)) {
            waiting.then().statusCode(503).body("type", equalTo("/problems/unavailable"));
        }
        assertThat(logsWhileClosed).contains("\"standing\":\"CLOSED\"").doesNotContain("\"standing\":\"OPEN\"");
        afterwards
                .then()
                .statusCode(200)
                .body("receipts.outcome", equalTo(List.of("DUPLICATE", "APPENDED", "APPENDED")))
                .body("receipts.log", equalTo(List.of(FIRST, SECOND, SECOND)))
                .body("receipts.index", equalTo(List.of(253, 1, 2)));
    }

    @Test
    void the_last_entry_of_the_one_names_the_key_of_the_other_whose_first_entry_has_its_last_checkpoint() {
        assertThat(closedAt).isEqualTo(254);
        auditor()
                .get("/entries/" + closedAt)
                .then()
                .body("log", equalTo(FIRST))
                .body("type", equalTo("log.closed"))
                .body("subject", equalTo("logs/" + FIRST))
                .body("data.next", equalTo(SECOND))
                .body(
                        "data.nextKey",
                        equalTo(text("/" + YEAR + "/checkpoint/key").strip()))
                .body(
                        "data.nextMlDsaKey",
                        equalTo(text("/" + YEAR + "/checkpoint/ml-dsa-key").strip()));
        assertThat(text("/checkpoint")).startsWith(FIRST + "\n255\n");
        below("/entries/0")
                .then()
                .body("log", equalTo(SECOND))
                .body("type", equalTo("log.opened"))
                .body("data.checkpoint", equalTo(text("/checkpoint")));
        assertThat(text("/" + YEAR + "/checkpoint")).startsWith(SECOND + "\n3\n");
    }

    @Test
    void the_logs_are_listed_with_the_one_that_comes_next_whose_key_witnesses_need_before() {
        assertThat(states()).containsExactly("CLOSED", "OPEN", "NEXT");
        String next = String.valueOf(Integer.parseInt(YEAR) + 1);
        anybody()
                .get("/logs")
                .then()
                .body("origin", equalTo(List.of(FIRST, SECOND, FIRST + "/" + next)))
                .body("path", equalTo(List.of("/", "/" + YEAR, "/" + next)))
                .body("key[1]", equalTo(text("/" + YEAR + "/checkpoint/key").strip()))
                .body("key[2]", startsWith(FIRST + "/" + next + "+"))
                .body("size[0]", equalTo(255))
                .body("closedAt[1]", nullValue());
    }

    @Test
    void whoever_trusts_the_first_key_verifies_all_logs() throws IOException {
        assertThat(Files.readString(copy.resolve(YEAR).resolve("checkpoint")))
                .isEqualTo(text("/" + YEAR + "/checkpoint"));
        assertThat(verifyCopy()).isZero();
        Path bundle = copy.resolve(YEAR).resolve("tile/entries/000.p/3");
        byte[] sound = Files.readAllBytes(bundle);
        Files.write(bundle, new byte[sound.length]);
        assertThat(verifyCopy()).isOne();
        Files.write(bundle, sound);
    }

    @Test
    void an_entry_of_each_log_is_proved_with_the_key_of_its_log() throws IOException {
        Path keys = keys(text("/checkpoint/key") + text("/" + YEAR + "/checkpoint/key"));
        assertThat(verify(keys, "/entries/253")).isZero();
        assertThat(verify(keys, "/" + YEAR + "/entries/1")).isZero();
        assertThat(verify(keys(text("/checkpoint/key")), "/" + YEAR + "/entries/1"))
                .isOne();
        RestAssured.get("/1999/checkpoint").then().statusCode(404).body("type", equalTo("/problems/not-found"));
        RestAssured.get("/" + YEAR + "/entries/3/proof").then().statusCode(404);
    }

    @Test
    void a_history_goes_on_over_the_years() throws IOException {
        auditor()
                .get("/entries?limit=2&subject=" + subject)
                .then()
                .body("total.count", equalTo(3))
                .body("items.subjectN", equalTo(List.of(1, 2)))
                .body("items.log", equalTo(List.of(FIRST, FIRST)));
        String cursor = auditor().get("/entries?limit=2&subject=" + subject).path("nextCursor");
        auditor()
                .get("/entries?limit=2&subject=" + subject + "&cursor=" + cursor)
                .then()
                .body("items.subjectN", equalTo(List.of(3)))
                .body("items.log", equalTo(List.of(SECOND)))
                .body("items[0].subjectPrev", nullValue())
                .body("nextCursor", nullValue());
        auditor()
                .get("/entries?order=desc&subject=" + subject)
                .then()
                .body("items.subjectN", equalTo(List.of(3, 2, 1)));
        below("/entries?subject=" + subject).then().body("total.count", equalTo(1));
        auditor()
                .get("/rebuilds/applications/" + application)
                .then()
                .body("status", equalTo("ACCEPTED"))
                .body("faults", hasSize(0))
                .body("moves.log", equalTo(List.of(FIRST, FIRST, SECOND)));
        Path file = Files.write(
                folder.resolve("case.zip"),
                auditor().get("/exports/cases?subject=" + subject).asByteArray());
        Path keys = keys(text("/checkpoint/key") + text("/" + YEAR + "/checkpoint/key"));
        assertThat(Verify.run("case", keys.toString(), file.toString())).isZero();
        assertThat(auditor().get("/exports/entries?subject=" + subject).asString())
                .contains("{\"log\":\"" + FIRST + "\",\"index\":253,", "{\"log\":\"" + SECOND + "\",\"index\":1,")
                .containsPattern("\\{\"entries\":3,\"sizes\":\\{\"" + FIRST + "\":255,\"" + SECOND + "\":\\d+}}\n$");
    }

    @Test
    void a_service_gets_the_receipt_of_an_event_from_whichever_log_has_it() {
        for (ObjectNode sent : List.of(submitted, unsent)) {
            as(Tokens.service("registry-service"))
                    .get("/receipts/registry-service/" + sent.get("id").asText())
                    .then()
                    .statusCode(200)
                    .body("log", equalTo(sent == submitted ? FIRST : SECOND))
                    .body("index", equalTo(sent == submitted ? 253 : 1));
        }
    }

    @Test
    void personal_data_of_a_closed_log_is_erased_and_the_open_one_tells_it() {
        as(Tokens.person("diana", "data-protection-officer"))
                .contentType(ContentType.JSON)
                .body(Map.of("entries", List.of(251), "ground", "GDPR Art. 17(1)(d)"))
                .post("/erasures")
                .then()
                .statusCode(200)
                .body("erased", equalTo(List.of(251)))
                .body("event.log", equalTo(SECOND));
        auditor().get("/entries/251/personal-data").then().statusCode(410);
        auditor().get("/entries?type=privacy.erased").then().body("items.data.log", equalTo(List.of(FIRST)));
        assertThat(text("/checkpoint")).startsWith(FIRST + "\n255\n");
    }

    @Test
    void both_logs_are_sound_and_an_event_behind_the_end_of_a_closed_one_is_found() throws SQLException {
        assertThat(faults()).containsOnlyNulls();
        Superuser.writes("""
                INSERT INTO entry SELECT 1, 255, source, gen_random_uuid(), type, 'forged', 1, actor, occurred_at, recorded_at, leaf_hash,
                  body FROM entry WHERE (log_id, idx) = (1, 0)""");
        assertThat(faults()).contains("the closed log has an entry behind its 255");
        Superuser.writes("DELETE FROM entry WHERE subject = 'forged'");
        Superuser.writes("UPDATE entry SET subject_n = 4 WHERE subject = '%s' AND log_id = 1 AND subject_n = 2"
                .formatted(subject));
        assertThat(faults()).contains("the event of %s before entry 1 is missing".formatted(subject));
        Superuser.writes("UPDATE entry SET subject_n = 2 WHERE subject = '%s' AND log_id = 1 AND subject_n = 4"
                .formatted(subject));
        assertThat(faults()).containsOnlyNulls();
    }

    private List<String> faults() throws SQLException {
        selfAudits.allLogs();
        selfAudits.now();
        selfAudits.now();
        return auditor()
                .get("/log/self-audits")
                .jsonPath()
                .<String>getList("fault")
                .subList(0, 2);
    }

    private int verifyCopy() {
        return Verify.run("log", copy.resolve("log.key").toString(), copy.toString());
    }

    private int verify(Path keys, String entry) throws IOException {
        Path proof = Files.writeString(folder.resolve("proof"), text(entry + "/proof"));
        Path leaf =
                Files.write(folder.resolve("leaf"), asAuditor(entry + "/leaf").asByteArray());
        return Verify.run("entry", keys.toString(), proof.toString(), leaf.toString());
    }

    private Path keys(String keys) throws IOException {
        return Files.writeString(folder.resolve("keys"), keys);
    }

    private static List<String> states() {
        return anybody().get("/logs").jsonPath().getList("standing");
    }

    /// Below the second log: the contract has the paths without it.
    private static Response below(String path) {
        return asAuditor("/" + YEAR + path);
    }

    private static Response asAuditor(String path) {
        return RestAssured.given()
                .auth()
                .oauth2(Tokens.person("auditor", "auditor"))
                .get(path);
    }

    private static String text(String path) {
        return RestAssured.get(path).then().statusCode(200).extract().asString();
    }

    private void both(String command) {
        for (int witness : List.of(1, 2)) {
            RestAssured.get(witnesses + "/" + command + "/" + witness).then().statusCode(204);
        }
    }

    private ObjectNode moved(long sequence, String from, String to) {
        ObjectNode moved = event(subject, sequence);
        ((ObjectNode) moved.get("data")).put("from", from).put("to", to).put("applicationId", application);
        return moved;
    }

    private static ObjectNode personal() {
        ObjectNode event = event(newSubject(), 1);
        event.putObject("personal")
                .put("salt", "ab".repeat(32))
                .putObject("content")
                .put("reason", "Ill.");
        return event;
    }
}
