package org.llmregistry.review.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.Rules;

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
    private static final List<String> DRAWN = List.of("should-refuse", "should-not-refuse");

    /// Rules of two levels with a test, as for a filing, and two draws: each takes two calls.
    private static final class Tested {
        static final String CODE = Rules.demoWith(text -> text.replace("steps: []", "steps: [TESTING, CENTRAL_REVIEW]")
                .replace("risks: []", "risks: []\ndrawnSuites: %s".formatted(DRAWN)));
    }

    /// What the features offer for parts of a case, beside the actions of the case.
    private static final List<Listed> OF_PARTS = Stream.of(
                    "information-requests",
                    "information-requests/1/approval",
                    "information-requests/1/rejection",
                    "information-requests/1/withdrawal",
                    "information-requests/1/items/1/reopening",
                    "draws/1/disclosure",
                    "testing",
                    "conditions/KEYWORDS/evidence")
            .map(path -> new Listed("unlisted", "POST", path, false, null))
            .toList();

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
            String id = drafted();
            post(id, "information-requests/1/approval", as("lena", "review-lead"), null);
            return id;
        }),
        DRAFTED(NextActionsTest::drafted),
        ANSWERED(() -> {
            String id = drafted();
            post(id, "information-requests/1/approval", as("lena", "review-lead"), null);
            answer(id, 1);
            answer(id, 2);
            return id;
        }),
        BANK_AWAITED(NextActionsTest::filing),
        BANK_DRAWN(() -> {
            String id = filing();
            Given.drawnBanks(id, applicationOf(id), DRAWN);
            return id;
        }),
        PROPOSED(Given::recommendedCase),
        CONDITIONED(() -> {
            String id = Given.recommendedCase();
            post(id, "decision", as("dora", "decision-maker"), Examples.of("decide"));
            return id;
        }),
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
        String first = situation.make.get();
        Map<String, List<Listed>> offered = new LinkedHashMap<>();
        for (String person : List.of("nina", "oskar")) {
            List<Listed> listed = listed(first, person);
            offered.put(person, listed.stream().filter(Listed::allowed).toList());
            refusedOn(first, person, listed);
        }
        String id = first;
        boolean changed = false;
        for (String person : offered.keySet()) {
            for (Listed told : offered.get(person)) {
                id = changed ? situation.make.get() : id;
                Response answer = call(told, id, person);
                assertThat(answer.statusCode())
                        .as("%s by %s: %s", told, person, answer.asString())
                        .isNotIn(403, 404, 409);
                changed = answer.statusCode() < 300;
            }
        }
    }

    private static void refusedOn(String id, String person, List<Listed> listed) {
        for (Listed other : unlisted(listed)) {
            assertThat(call(other, id, person).statusCode())
                    .as("%s by %s, which is not listed", other, person)
                    .isIn(403, 404, 409, 422);
        }
        for (Listed told : listed) {
            if (!told.allowed()) {
                Response answer = call(told, id, person);
                assertThat(answer.statusCode()).as("%s by %s", told, person).isEqualTo(403);
                assertThat(withoutNumber(Given.read(answer).get("detail").asText()))
                        .isEqualTo(withoutNumber(told.whyNot()));
            }
        }
    }

    /// Something that can be done to a case, as the case tells it.
    private record Listed(String action, String method, String path, boolean allowed, String whyNot) {

        static Listed of(String id, JsonNode told) {
            return new Listed(
                    told.get("action").asText(),
                    told.get("method").asText(),
                    told.get("path").asText().substring("/cases/".length() + id.length() + 1),
                    told.get("allowedForYou").asBoolean(),
                    told.path("whyNot").asText(null));
        }

        static Listed of(CaseAction action) {
            return new Listed(action.name(), action.method, action.path, false, null);
        }

        JsonNode body() {
            String step =
                    path.replaceAll("^(assessments|conditions)/[^/]+", "$1/x").replaceAll("\\d+", "1");
            return switch (step) {
                case "return" -> Examples.of("returnCase");
                case "evaluations" -> Examples.of("recordEvaluation");
                case "assessments/x" -> Examples.of("recordVerdict");
                case "information-requests" -> Examples.of("draftInformationRequest");
                case "information-requests/1/rejection" -> Examples.of("rejectInformationRequest");
                case "information-requests/1/items/1/reopening" -> Examples.of("reopenQuestion");
                case "escalations" -> Examples.of("escalate");
                case "escalations/{number}/advice" -> Examples.of("advise");
                case "assignment" -> Examples.of("assignCase");
                case "reassignment" -> Examples.of("reassignCase");
                case "transfer" -> Examples.of("transferCase");
                case "draws" -> Examples.of("commitDraw");
                case "extension" -> Examples.of("extendReview");
                case "test-results" -> Examples.of("recordTest");
                case "recommendation" -> Examples.of("recommend");
                case "referral" -> Examples.of("refer");
                case "proposal" -> Examples.of("propose");
                case "disagreement" -> Examples.of("disagree");
                case "hearings" -> Examples.of("giveNotice");
                case "decision" -> Examples.of("decide");
                case "appeal/votes" -> Examples.of("voteOnAppeal");
                case "conditions/x/evidence" -> Examples.of("takeEvidence");
                case "acceptance",
                        "claim",
                        "release",
                        "testing",
                        "draws/1/disclosure",
                        "information-requests/1/approval",
                        "information-requests/1/withdrawal" -> null;
                default -> throw new IllegalArgumentException("no example for " + step);
            };
        }
    }

    private static List<Listed> listed(String id, String person) {
        Response answer = as(person, EVERY_ROLE).get("/cases/" + id);
        answer.then().statusCode(200);
        return StreamSupport.stream(Given.read(answer).get("nextActions").spliterator(), false)
                .map(told -> Listed.of(id, told))
                .toList();
    }

    /// An action that two roles have in two ways is one call.
    private static List<Listed> unlisted(List<Listed> listed) {
        return Stream.concat(Arrays.stream(CaseAction.values()).map(Listed::of), OF_PARTS.stream())
                .filter(other -> listed.stream().noneMatch(known -> known.path().equals(other.path())))
                .toList();
    }

    private static Response call(Listed action, String id, String person) {
        RequestSpecification request = as(person, EVERY_ROLE);
        String url = "/cases/%s/%s"
                .formatted(id, action.path().replace("{clause}", "9.4").replace("{number}", "1"));
        JsonNode body = action.body();
        if (body != null) {
            request.body(body.toString());
        }
        return action.method().equals("PUT") ? request.header("If-Match", "*").put(url) : request.post(url);
    }

    private static String withoutNumber(String sentence) {
        return sentence.replaceAll("case \\S+ may", "case may");
    }

    private static String drafted() {
        String id = Given.claimedCase();
        post(id, "information-requests", officer(), Examples.of("draftInformationRequest"));
        return id;
    }

    private static void answer(String id, int item) {
        ObjectNode message = Examples.with("receiveAnswers", "messageId", UUID.randomUUID());
        message.put("applicationId", applicationOf(id));
        ((ObjectNode) message.get("answers").get(0)).put("item", item);
        Given.registry().body(message.toString()).post("/answers").then().statusCode(202);
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
        String id = Given.submittedCase(UUID.randomUUID(), Tested.CODE, "MODEL", "INITIAL");
        Given.accept(id);
        officer().post("/cases/" + id + "/claim").then().statusCode(200);
        return id;
    }

    private static String applicationOf(String id) {
        return Given.read(as("aldo", "auditor").get("/cases/" + id))
                .get("applicationId")
                .asText();
    }
}
