package org.llmregistry.audit.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import java.util.stream.LongStream;
import org.llmregistry.kernel.testing.Contract;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.kernel.web.Ids;

/// Events and callers of the tests.
public final class Events {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Events() {}

    public static String newSubject() {
        return "applications/" + UUID.randomUUID();
    }

    public static ObjectNode event(String subject, long sequence) {
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", Ids.next().toString())
                .put("source", "/registry-service")
                .put("type", "application.changed")
                .put("subject", subject)
                .put("sequence", sequence)
                .put("time", "2026-11-23T08:30:00.123456Z")
                .put("datacontenttype", "application/json");
        event.putObject("data").put("actor", Tokens.subjectOf("ann")).put("模型", "文心一言");
        return event;
    }

    public static ArrayNode batch(ObjectNode... events) {
        ArrayNode batch = JSON.createArrayNode();
        for (ObjectNode event : events) {
            batch.add(event);
        }
        return batch;
    }

    public static Response append(Object batch) {
        return append("registry-service", batch.toString());
    }

    static Response append(String service, String batch) {
        return as(Tokens.service(service))
                .contentType(EntryResource.BATCH + ";charset=UTF-8")
                .body(batch)
                .post("/entries");
    }

    /// The next events of a new subject, past the check of the contract: that takes longer than to append them.
    public static void load(long count) {
        String subject = newSubject();
        ObjectNode[] events = LongStream.rangeClosed(1, count)
                .mapToObj(n -> event(subject, n))
                .toArray(ObjectNode[]::new);
        RestAssured.given()
                .auth()
                .oauth2(Tokens.service("registry-service"))
                .contentType(EntryResource.BATCH + ";charset=UTF-8")
                .body(batch(events).toString())
                .post("/entries")
                .then()
                .statusCode(200);
    }

    public static RequestSpecification auditor() {
        return as(Tokens.person("auditor", "auditor"));
    }

    public static RequestSpecification as(String token) {
        return anybody().auth().oauth2(token);
    }

    public static RequestSpecification anybody() {
        return RestAssured.given().filter(Contract.filter());
    }
}
