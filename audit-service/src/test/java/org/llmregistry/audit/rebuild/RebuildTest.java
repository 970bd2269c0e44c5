package org.llmregistry.audit.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.audit.entry.Events.append;
import static org.llmregistry.audit.entry.Events.as;
import static org.llmregistry.audit.entry.Events.auditor;
import static org.llmregistry.audit.entry.Events.batch;
import static org.llmregistry.audit.entry.Events.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.audit.AuditServiceTest;
import org.llmregistry.kernel.testing.Tokens;

@AuditServiceTest
class RebuildTest {

    @Test
    void the_state_of_an_application_follows_from_its_moves() {
        String id = UUID.randomUUID().toString();
        String subject = "applications/" + id;
        append(batch(
                        with(event(subject, 1), "to", "DRAFT"),
                        with(with(event(subject, 2), "from", "DRAFT"), "to", "SUBMITTED"),
                        with(event(subject, 3), "status", "MET"), // of a condition
                        with(with(event(subject, 4), "from", "SUBMITTED"), "to", "ACCEPTED")))
                .then()
                .statusCode(200);
        auditor()
                .get("/rebuilds/applications/" + id)
                .then()
                .statusCode(200)
                .body("status", equalTo("ACCEPTED"))
                .body("events", equalTo(4))
                .body("moves.to", equalTo(List.of("DRAFT", "SUBMITTED", "ACCEPTED")))
                .body("faults", empty());
        assertThat(lines("/rebuilds/applications"))
                .contains("{\"subject\" : \"%s\", \"status\" : \"ACCEPTED\", \"events\" : 4}".formatted(subject));
    }

    @Test
    void the_state_of_a_licence_is_told_by_each_of_its_events() {
        String number = "DEMO-" + UUID.randomUUID();
        String subject = "licences/" + number;
        append(batch(
                        with(event(subject, 1), "status", "ACTIVE"),
                        event(subject, 2),
                        with(event(subject, 3), "status", "SUSPENDED")))
                .then()
                .statusCode(200);
        auditor()
                .get("/rebuilds/licences/" + number)
                .then()
                .body("status", equalTo("SUSPENDED"))
                .body("moves.from", equalTo(Arrays.asList(null, "ACTIVE")));
        List<String> all = lines("/rebuilds/licences");
        assertThat(all)
                .contains("{\"subject\" : \"%s\", \"status\" : \"SUSPENDED\", \"events\" : 3}".formatted(subject))
                .isSorted();
    }

    @Test
    void a_move_from_another_state_than_the_last_one_is_a_fault() {
        String id = UUID.randomUUID().toString();
        String subject = "applications/" + id;
        append(batch(
                        with(event(subject, 1), "to", "DRAFT"),
                        with(with(event(subject, 2), "from", "ACCEPTED"), "to", "APPROVED")))
                .then()
                .statusCode(200);
        auditor()
                .get("/rebuilds/applications/" + id)
                .then()
                .body("faults.size()", equalTo(1))
                .body("faults[0]", org.hamcrest.Matchers.endsWith("moves it from ACCEPTED, but it was DRAFT"));
    }

    @Test
    void only_auditors_rebuild_and_what_has_no_event_is_not_found() {
        as(Tokens.person("vera", "case-officer"))
                .get("/rebuilds/licences")
                .then()
                .statusCode(403);
        auditor().get("/rebuilds/licences/DEMO-0").then().statusCode(404);
    }

    private static List<String> lines(String path) {
        return auditor()
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .toList();
    }

    private static ObjectNode with(ObjectNode event, String fact, String value) {
        ((ObjectNode) event.get("data")).put(fact, value);
        return event;
    }
}
