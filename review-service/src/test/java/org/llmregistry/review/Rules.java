package org.llmregistry.review;

import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.llmregistry.kernel.testing.Tokens;

/// Rules of a jurisdiction that a test needs: DEMO with a change, published through the API by two persons.
public final class Rules {

    private Rules() {}

    /// @return code of the scheme
    public static String demoWith(UnaryOperator<String> change) {
        String code = "TEST-" + Tokens.subjectOf(UUID.randomUUID().toString()).substring(0, 8);
        String text = demo().replace("code: DEMO\n", "code: %s\n".formatted(code))
                .replace("effectiveFrom: 2026-01-01", "effectiveFrom: " + LocalDate.now(ZoneId.of("Asia/Shanghai")));
        String changed = change.apply(text);
        if (changed.equals(text)) {
            throw new IllegalStateException("the change changes nothing");
        }
        Response answer = as("lena", "review-lead")
                .contentType("application/yaml")
                .body(changed.getBytes(StandardCharsets.UTF_8))
                .post("/schemes/drafts");
        answer.then().statusCode(201);
        String draft = Given.read(answer).get("id").asText();
        as("dora", "decision-maker")
                .post("/schemes/drafts/" + draft + "/publication")
                .then()
                .statusCode(200);
        return code;
    }

    /// An accepted case under those rules; they hold from today in Shanghai, so a late evening elsewhere is no trouble.
    public static String acceptedCase(String code, UUID application) {
        return acceptedCase(code, application, null);
    }

    /// @param base what the model was made from
    public static String acceptedCase(String code, UUID application, String base) {
        ObjectNode submission = Given.submission(application, 1).put("schemeCode", code);
        if (base != null) {
            submission.put("baseModelName", base);
        }
        String id = Given.opened(submission);
        as("ines", "intake-officer").post("/cases/" + id + "/acceptance").then().statusCode(200);
        return id;
    }

    /// DEMO as it is shipped.
    public static String demo() {
        try (InputStream text = Rules.class.getResourceAsStream("/schemes/demo-1.yaml")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
