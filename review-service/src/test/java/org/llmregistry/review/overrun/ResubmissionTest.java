package org.llmregistry.review.overrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.llmregistry.review.Given.as;

import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.review.AtOnce;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.Sent;
import org.llmregistry.review.TestClock;
import org.llmregistry.review.scheme.Shipped;

/// A regulator publishes a scheme that gives 30 days to mend what was returned.
@ReviewServiceTest
class ResubmissionTest {

    private final UUID application = UUID.randomUUID();
    private final String scheme =
            "T" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);

    @Inject
    TestClock clock;

    @Inject
    Resubmissions resubmissions;

    @Inject
    Sent sent;

    @BeforeEach
    void a_scheme_with_a_term() {
        clock.stopAt("2026-03-02", "10:00");
        String text = Shipped.text("DEMO")
                .replace("code: DEMO\n", "code: %s\n".formatted(scheme))
                .replaceFirst("timeZone: .*\n", "timeZone: Asia/Shanghai\n")
                .replaceFirst("effectiveFrom: .*\n", "effectiveFrom: 2026-03-02\n")
                .replace("informationRequests:", "resubmissionDays: 30\ninformationRequests:");
        String draft = as("lena", "review-lead")
                .contentType("application/yaml")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .post("/schemes/drafts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as("dora", "decision-maker")
                .post("/schemes/drafts/" + draft + "/publication")
                .then()
                .statusCode(200);
    }

    @AfterEach
    void the_clock_goes_on() {
        clock.goOn();
    }

    @Test
    void what_does_not_come_again_lapses_a_day_after_the_vendors_last_one() throws Exception {
        String id = returned();
        assertThat(told("resubmitBefore")).isEqualTo("2026-04-01T16:00:00Z");
        watchAt("2026-04-02", "23:59");
        as("aldo", "auditor")
                .get("/cases/" + id)
                .then()
                .body("status", equalTo("RETURNED"))
                .body("resubmitBefore", equalTo("2026-04-01T16:00:00Z"));
        watchAt("2026-04-03", "00:00");
        as("aldo", "auditor")
                .get("/cases/" + id)
                .then()
                .body("status", equalTo("LAPSED"))
                .body("nextActions", hasSize(0));
        assertThat(sent.events(id)).containsExactly("case.opened", "case.returned", "case.lapsed");
        assertThat(told("status")).isEqualTo("LAPSED");
    }

    @Test
    void what_comes_again_in_time_is_in_the_queue_whenever_it_arrives() throws Exception {
        String id = returned();
        clock.stopAt("2026-04-02", "23:00");
        submit(2);
        watchAt("2026-04-04", "00:00");
        as("aldo", "auditor")
                .get("/cases/" + id)
                .then()
                .body("status", equalTo("SUBMITTED"))
                .body("resubmitBefore", equalTo(null));
    }

    @Test
    void where_the_scheme_sets_no_term_nothing_lapses() throws Exception {
        String id = Given.submittedCase(application);
        giveBack(id);
        assertThat(told("resubmitBefore")).isNull();
        watchAt("2029-03-02", "10:00");
        as("aldo", "auditor").get("/cases/" + id).then().body("status", equalTo("RETURNED"));
    }

    private String returned() {
        String id = submit(1);
        giveBack(id);
        return id;
    }

    private String submit(int revision) {
        return Given.registry()
                .body(Given.submission(application, revision)
                        .put("schemeCode", scheme)
                        .toString())
                .post("/submissions")
                .then()
                .statusCode(202)
                .extract()
                .path("caseId");
    }

    private static void giveBack(String id) {
        as("ines", "intake-officer")
                .body(Examples.of("returnCase").toString())
                .post("/cases/" + id + "/return")
                .then()
                .statusCode(200);
    }

    private Object told(String member) {
        return new JsonPath(sent.messageBodies(application).getLast()).get(member);
    }

    private void watchAt(String day, String time) throws Exception {
        clock.stopAt(day, time);
        AtOnce.run(resubmissions::watch);
    }
}
