package org.llmregistry.review.decision;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.review.Given.as;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.Rules;
import org.llmregistry.review.registry.BaseLicences.BaseLicence;

/// What a product rests on needs a licence in force, where the track asks for it. The end-to-end tests ask a real
/// registry.
@ReviewServiceTest
class BaseLicenceTest {

    private static final BaseLicence IN_FORCE = new BaseLicence("Qwen", "DEMO-2026-000001-7", "RESTRICTED", true);
    private static final BaseLicence SUSPENDED = new BaseLicence("Baichuan", "DEMO-2026-000002-5", "SUSPENDED", false);

    private static final BaseLicence UNLICENSED = new BaseLicence("LLaMA-2", null, "UNLICENSED", false);

    @Test
    void a_grant_rests_on_licences_that_are_all_in_force() {
        assertThatCode(() -> Deciding.requireInForce("INITIAL", List.of(IN_FORCE)))
                .doesNotThrowAnyException();
        assertThatCode(() -> Deciding.requireInForce("VARIATION", List.of())).doesNotThrowAnyException();
        assertThatThrownBy(() -> Deciding.requireInForce("INITIAL", List.of(IN_FORCE, SUSPENDED)))
                .hasMessageContaining("DEMO-2026-000002-5 is SUSPENDED.");
        assertThatThrownBy(() -> Deciding.requireInForce("INITIAL", List.of(UNLICENSED)))
                .hasMessageContaining("LLaMA-2 is UNLICENSED.");
        assertThatThrownBy(() -> Deciding.requireInForce("REGISTRATION", List.of()))
                .hasMessageContaining("The application names no licensed model.");
    }

    @Test
    void nothing_is_granted_while_the_registry_cannot_say_and_a_refusal_does_not_ask() {
        String code = Rules.demoWith(text -> text.replace("requiresBaseLicence: false", "requiresBaseLicence: true"));
        String id = Rules.acceptedCase(code, UUID.randomUUID(), "LLaMA-2");
        Given.assess(id);
        Given.recommendation(id, "rita", "GRANT").then().statusCode(200);
        Given.decision(id, "dora", "GRANTED")
                .then()
                .statusCode(503)
                .body("type", equalTo("/problems/registry-unavailable"));
        as("aldo", "auditor").get("/cases/" + id).then().body("status", equalTo("DECISION_PROPOSED"));
        Given.decision(id, "dora", "REFUSED").then().statusCode(200);
        as("aldo", "auditor").get("/cases/" + id + "/decision").then().body("baseLicences", empty());
    }

    @Test
    void a_decision_that_is_sent_again_with_its_key_is_made_once_and_answered_again() {
        String id = Given.recommendedCase();
        String key = UUID.randomUUID().toString();
        for (boolean again : new boolean[] {false, true}) {
            as("dora", "decision-maker")
                    .header("Idempotency-Key", key)
                    .body(Examples.of("decide").toString())
                    .post("/cases/" + id + "/decision")
                    .then()
                    .statusCode(200)
                    .header("Idempotent-Replayed", again ? "true" : null)
                    .body("status", equalTo("APPROVED"));
        }
    }

    @Test
    void intake_takes_no_kind_that_the_track_does_not_offer() {
        String id = Given.submittedCase(UUID.randomUUID(), "DEMO", "MODEL", "REGISTRATION");
        as("ines", "intake-officer")
                .post("/cases/" + id + "/acceptance")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/kind-not-offered"));
        as("ines", "intake-officer")
                .body(Examples.of("returnCase").toString())
                .post("/cases/" + id + "/return")
                .then()
                .statusCode(200);
    }
}
