package org.llmregistry.review.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;

/// What a case says of itself is what the calls do: what is offered goes, what is refused is refused with the reason
/// that was told, and what is not mentioned is refused.
@ReviewServiceTest
class NextActionsTest {

    private static final String[] EVERY_ROLE = {
        "intake-officer",
        "case-officer",
        "second-reader",
        "tester",
        "central-reviewer",
        "decision-maker",
        "appeal-panel",
        "review-lead"
    };
    private static final List<String> DRAWN = List.of(
            "generated-manual", "generated-keyword", "generated-classifier", "should-refuse", "should-not-refuse");

    /// Officer, second reader and whoever else had to act have done so, `nina` never.
    enum Situation {
        SUBMITTED(Given::submittedCase),
        RETURNED(() -> {
            String id = Given.submittedCase();
            post(id, "return", as("ines", "intake-officer"), Examples.of("returnCase"));
            return id;
        }),
        ACCEPTED(Given::acceptedCase),
        CLAIMED(Given::claimedCase),
        ADVICE_AWAITED(() -> {
            String id = Given.claimedCase();
            post(id, "escalations", officer(), Examples.with("escalate", "to", "REVIEW_LEAD"));
            return id;
        }),
        TESTING(() -> {
            String id = filing();
            Given.drawnBanks(id, applicationOf(id), DRAWN);
            post(id, "testing", officer(), null);
            return id;
        }),
        ASKED(() -> {
            String id = Given.claimedCase();
            post(id, "information-requests", officer(), Examples.of("draftInformationRequest"));
            post(id, "information-requests/1/approval", as("lena", "review-lead"), null);
            return id;
        }),
        PROPOSED(Given::recommendedCase),
        REFUSED(NextActionsTest::refused),
        UNDER_APPEAL(() -> {
            String id = refused();
            Given.registry()
                    .body(Examples.with("receiveAppeal", "messageId", UUID.randomUUID())
                            .put("applicationId", applicationOf(id))
                            .toString())
                    .post("/appeals")
                    .then()
                    .statusCode(202);
            return id;
        });

        private final Supplier<String> make;

        Situation(Supplier<String> make) {
            this.make = make;
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_a_case_offers_goes_and_nothing_else_does(Situation situation) {
        for (String person : List.of("nina", "oskar")) {
            String id = situation.make.get();
            Map<CaseAction, Map<String, Object>> listed = listed(id, person);
            for (CaseAction action : unlisted(listed.keySet())) {
                assertThat(call(action, id, person).statusCode())
                        .as("%s by %s, which is not listed", action, person)
                        .isIn(403, 404, 409, 422);
            }
            listed.forEach((action, told) -> {
                Response answer = call(action, situation.make.get(), person);
                if ((boolean) told.get("allowedForYou")) {
                    assertThat(answer.statusCode())
                            .as("%s by %s: %s", action, person, answer.asString())
                            .isNotIn(403, 404, 409);
                } else {
                    assertThat(answer.statusCode())
                            .as("%s by %s", action, person)
                            .isEqualTo(403);
                    assertThat(withoutNumber(answer.path("detail"))).isEqualTo(withoutNumber(told.get("whyNot")));
                }
            });
        }
    }

    private static Map<CaseAction, Map<String, Object>> listed(String id, String person) {
        List<Map<String, Object>> actions = as(person, EVERY_ROLE)
                .get("/cases/" + id)
                .then()
                .statusCode(200)
                .extract()
                .path("nextActions");
        return actions.stream()
                .collect(Collectors.toMap(
                        action -> CaseAction.valueOf((String) action.get("action")), action -> action));
    }

    /// An action that two roles have in two ways is one call.
    private static Set<CaseAction> unlisted(Set<CaseAction> listed) {
        Set<CaseAction> others = EnumSet.allOf(CaseAction.class);
        others.removeIf(action -> listed.stream().anyMatch(known -> known.path.equals(action.path)));
        return others;
    }

    private static Response call(CaseAction action, String id, String person) {
        RequestSpecification request = as(person, EVERY_ROLE);
        JsonNode body =
                switch (action) {
                    case RETURN -> Examples.of("returnCase");
                    case RECORD_EVALUATION -> Examples.of("recordEvaluation");
                    case ASSESS -> Examples.of("recordVerdict");
                    case ASK -> Examples.of("draftInformationRequest");
                    case ESCALATE -> Examples.of("escalate");
                    case ADVISE_AS_LEAD, ADVISE_AS_CENTRE -> Examples.of("advise");
                    case REASSIGN -> Examples.of("reassignCase");
                    case TRANSFER -> Examples.of("transferCase");
                    case COMMIT_DRAW, COMMIT_DRAW_AS_TESTER -> Examples.of("commitDraw");
                    case EXTEND -> Examples.of("extendReview");
                    case RECORD_TEST -> Examples.of("recordTest");
                    case RECOMMEND -> Examples.of("recommend");
                    case REFER -> Examples.of("refer");
                    case PROPOSE -> Examples.of("propose");
                    case DISAGREE -> Examples.of("disagree");
                    case HEAR -> Examples.of("giveNotice");
                    case DECIDE -> Examples.of("decide");
                    case VOTE -> Examples.of("voteOnAppeal");
                    case ACCEPT, CLAIM, RELEASE, SEND_TO_TEST -> null;
                };
        String url = "/cases/%s/%s"
                .formatted(id, action.path.replace("{clause}", "9.4").replace("{number}", "1"));
        if (body != null) {
            request.body(body.toString());
        }
        return action.method.equals("PUT") ? request.header("If-Match", "*").put(url) : request.post(url);
    }

    private static Object withoutNumber(Object sentence) {
        return String.valueOf(sentence).replaceAll("case \\S+ may", "case may");
    }

    private static void post(String id, String step, RequestSpecification person, ObjectNode body) {
        (body == null ? person : person.body(body.toString()))
                .post("/cases/" + id + "/" + step)
                .then()
                .statusCode(step.equals("information-requests") || step.equals("escalations") ? 201 : 200);
    }

    private static RequestSpecification officer() {
        return as("oskar", "case-officer");
    }

    private static String refused() {
        String id = Given.recommendedCase();
        Given.decision(id, "dora", "REFUSED").then().statusCode(200);
        return id;
    }

    private static String filing() {
        String id = Given.submittedCase(UUID.randomUUID(), "CN-2024", "FILING", "INITIAL");
        Given.accept(id);
        officer().post("/cases/" + id + "/claim").then().statusCode(200);
        return id;
    }

    private static String applicationOf(String id) {
        return JsonPath.from(as("aldo", "auditor").get("/cases/" + id).asString())
                .getString("applicationId");
    }
}
