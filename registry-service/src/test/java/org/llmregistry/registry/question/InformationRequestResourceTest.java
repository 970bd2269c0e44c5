package org.llmregistry.registry.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.llmregistry.registry.Given.vendor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;

/// The vendor reads what the review asks and answers item by item.
@RegistryServiceTest
class InformationRequestResourceTest {

    private UUID vendor;

    @BeforeEach
    void register() {
        vendor = Given.registeredVendor();
    }

    @Test
    void questions_are_read_and_answered_item_by_item() {
        String id = Given.asked(vendor);
        vendor(vendor)
                .get("/applications/" + id + "/information-requests")
                .then()
                .statusCode(200)
                .body("[0].dueOn", equalTo("2027-01-23"))
                .body("[0].complete", equalTo(false))
                .body("[0].items.clause", contains("5.1", "9.3"));
        answer(id, Examples.of("answerQuestions"))
                .then()
                .statusCode(200)
                .body("complete", equalTo(false))
                .body("items.open", contains(false, true));
        answer(id, answers(2, "Here they are.", List.of()))
                .then()
                .statusCode(200)
                .body("complete", equalTo(true));
        List<String> messages = Given.messages(id);
        assertThat(messages).hasSize(3);
        assertThat(messages.getLast()).contains("\"number\":1", "\"item\":2", "\"text\":\"Here they are.\"");
        assertThat(Given.events("applications/" + id))
                .endsWith(
                        "application.questions-received",
                        "application.questions-answered",
                        "application.questions-answered");
    }

    @Test
    void an_answer_stays_until_its_item_is_reopened() {
        String id = Given.asked(vendor);
        answer(id, answers(1, "First.", List.of())).then().statusCode(200);
        answer(id, answers(1, "Second.", List.of()))
                .then()
                .statusCode(400)
                .body("errors[0].rule", equalTo("open-item"));
        answer(id, answers(7, "To nothing.", List.of()))
                .then()
                .statusCode(400)
                .body("errors[0].rule", equalTo("known-item"));
        answer(id, answers(2, "Two.", List.of())).then().statusCode(200);
        ObjectNode again = questions().put("number", 2);
        ((ObjectNode) again.at("/items/1")).put("reopenedFor", "900 of 1,000.");
        ((ObjectNode) again.at("/items/1"))
                .putObject("reopens")
                .put("number", 1)
                .put("item", 2);
        ask(id, again).then().statusCode(202).body("outcome", equalTo("ASKED"));
        ask(id, again).then().statusCode(202).body("outcome", equalTo("DUPLICATE"));
        vendor(vendor)
                .get("/applications/" + id + "/information-requests")
                .then()
                .body("", hasSize(2))
                .body("[0].items.answer", contains("First.", "Two."))
                .body("[1].items.open", contains(true, true))
                .body("[1].items[1].reopens", equalTo(Map.of("number", 1, "item", 2)))
                .body("[1].items[1].reopenedFor", equalTo("900 of 1,000."));
    }

    @Test
    void an_item_that_does_not_apply_is_answered_with_the_reason() {
        String id = Given.asked(vendor);
        Map<String, Object> answer =
                Map.of("item", 1, "text", "Nothing was crawled.", "documents", List.of(), "notApplicable", true);
        answer(id, Map.of("answers", List.of(answer)))
                .then()
                .statusCode(200)
                .body("items.notApplicable[0]", equalTo(true));
        assertThat(Given.messages(id).getLast()).contains("\"notApplicable\":true");
    }

    @Test
    void answers_that_change_the_dossier_freeze_its_next_revision() {
        String id = Given.asked(vendor);
        ObjectNode command = Examples.of("answerQuestions");
        ObjectNode dossier = (ObjectNode) Examples.of("changeApplication").get("dossier");
        command.set("dossier", dossier.deepCopy().set("corpus", dossier.arrayNode()));
        answer(id, command)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/dossier-incomplete"))
                .body("errors.pointer", contains("/dossier/corpus"));
        ((ObjectNode) dossier.at("/corpus/0")).put("rejected", 47);
        command.set("dossier", dossier);
        answer(id, command).then().statusCode(200).body("items.open", contains(false, true));
        vendor(vendor)
                .get("/applications/" + id)
                .then()
                .body("revision", equalTo(2))
                .body("status", equalTo("INFO_REQUESTED"))
                .body("dossier.corpus[0].rejected", equalTo(47));
        vendor(vendor)
                .get("/applications/" + id + "/revisions/2/diff")
                .then()
                .statusCode(200)
                .body("pointer", contains("/corpus/0/rejected"));
        assertThat(Given.messages(id)).hasSize(2);
        assertThat(Given.messages(id).getLast())
                .contains("\"revision\":{\"number\":2,\"dossier\":{\"corpus\":[{", "\"rejected\":47");
        assertThat(Given.events("applications/" + id))
                .endsWith("application.amended", "application.questions-answered");
    }

    @Test
    void documents_must_have_been_uploaded_by_the_vendor() {
        String id = Given.asked(vendor);
        String missing = "a".repeat(64);
        answer(id, answers(1, "See the document.", List.of(missing)))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/answers/0/documents/0"));
        String uploaded = vendor(vendor).get("/documents").path("items[0].sha256");
        answer(id, answers(1, "See the document.", List.of(uploaded))).then().statusCode(200);
    }

    @Test
    void another_vendor_sees_nothing_and_nothing_is_answered_that_was_not_asked() {
        String id = Given.asked(vendor);
        UUID other = Given.registeredVendor();
        vendor(other)
                .get("/applications/" + id + "/information-requests")
                .then()
                .statusCode(404);
        vendor(other)
                .body(Examples.of("answerQuestions").toString())
                .post("/applications/" + id + "/information-requests/1/answers")
                .then()
                .statusCode(404);
        answer(Given.submitted(vendor), Examples.of("answerQuestions")).then().statusCode(404);
        Given.reported(id, "REGIONAL_REVIEW").then().statusCode(202);
        answer(id, Examples.of("answerQuestions"))
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/nothing-asked"));
    }

    @Test
    void a_warning_is_of_the_earliest_last_day_that_is_not_answered() {
        String id = Given.submitted(vendor);
        for (String status : List.of("ACCEPTED", "REGIONAL_REVIEW", "INFO_REQUESTED")) {
            Given.reported(id, status).then().statusCode(202);
        }
        ObjectNode questions = questions();
        ((ObjectNode) questions.at("/items/1")).put("dueOn", "2027-03-01");
        ask(id, questions).then().statusCode(202);
        ObjectNode warning = Examples.with("receiveAnswerWarning", "messageId", UUID.randomUUID());
        warn(id, warning).then().statusCode(202).body("outcome", equalTo("WARNED"));
        warn(id, warning).then().statusCode(202).body("outcome", equalTo("DUPLICATE"));
        warnedAt(id).body("[0].warnedAt", equalTo("2027-01-09T00:05:00Z")).body("[0].dueOn", equalTo("2027-01-23"));
        assertThat(Given.events("applications/" + id)).endsWith("application.answer-warned");
        answer(id, answers(1, "First.", List.of())).then().statusCode(200);
        warnedAt(id).body("[0].warnedAt", equalTo(null)).body("[0].dueOn", equalTo("2027-03-01"));
        warn(id, Examples.with("receiveAnswerWarning", "messageId", UUID.randomUUID()))
                .then()
                .statusCode(202)
                .body("outcome", equalTo("IGNORED"));
        warn(
                        id,
                        Examples.with("receiveAnswerWarning", "messageId", UUID.randomUUID())
                                .put("number", 2))
                .then()
                .statusCode(404);
    }

    private io.restassured.response.ValidatableResponse warnedAt(String id) {
        return vendor(vendor)
                .get("/applications/" + id + "/information-requests")
                .then()
                .statusCode(200);
    }

    private static Response warn(String id, ObjectNode warning) {
        return Given.review().body(warning.toString()).post("/applications/" + id + "/answer-warnings");
    }

    private static ObjectNode questions() {
        return Examples.<ObjectNode>of("receiveQuestions")
                .put("messageId", UUID.randomUUID().toString());
    }

    private static Response ask(String id, ObjectNode questions) {
        return Given.review().body(questions.toString()).post("/applications/" + id + "/information-requests");
    }

    private static Map<String, Object> answers(int item, String text, List<String> documents) {
        return Map.of("answers", List.of(Map.of("item", item, "text", text, "documents", documents)));
    }

    private Response answer(String id, Object answers) {
        String body = answers instanceof ObjectNode node ? node.toString() : null;
        return (body == null ? vendor(vendor).body(answers) : vendor(vendor).body(body))
                .post("/applications/" + id + "/information-requests/1/answers");
    }
}
