package org.llmregistry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Parts die by SIGKILL in the middle of the journey: nothing is lost, nothing doubled, and the others go on.
class FaultTest {

    private final List<String> dead = new ArrayList<>();

    @AfterEach
    void everything_runs_again() {
        startAgain();
    }

    @Test
    void with_the_log_down_vendors_and_reviewers_go_on_and_the_backlog_arrives_once() {
        kill("audit");
        Journey journey = new Journey();
        journey.walkToDecision();
        String number = journey.awaitLicence();
        startAgain();
        assertThat(journey.awaitEvents("cases/" + journey.caseId, 13))
                .hasSize(13)
                .startsWith("case.opened")
                .endsWith("case.decided");
        assertThat(journey.awaitEvents("licences/" + number, 1)).containsExactly("licence.granted");
    }

    @Test
    void with_review_down_vendors_submit_and_one_case_opens_when_it_is_back() {
        Journey journey = new Journey();
        journey.registerVendor();
        journey.registerModel();
        journey.registerVersion();
        journey.draft();
        assertThat(journey.validate()).isNotEmpty();
        kill("review");
        journey.fillInDossier();
        assertThat(journey.validate()).isEmpty();
        journey.submit();
        startAgain();
        journey.awaitCase();
        assertThat(journey.awaitEvents("cases/" + journey.caseId, 1)).containsExactly("case.opened");
    }

    @Test
    void with_the_registry_down_reviewers_decide_and_one_licence_is_granted_when_it_is_back() {
        Journey journey = new Journey();
        journey.walkToSubmission();
        journey.awaitCase();
        kill("registry");
        journey.accept();
        journey.claim();
        journey.recordEvaluations();
        journey.assess();
        journey.recommend();
        journey.decide();
        startAgain();
        String number = journey.awaitLicence();
        assertThat(journey.awaitEvents("licences/" + number, 1)).containsExactly("licence.granted");
        assertThat(journey.applicationStatus()).isEqualTo("APPROVED");
    }

    /// What nobody else has seen is not public: it would be the log's word alone.
    @Test
    void with_no_witness_the_checkpoint_stands_still_and_with_one_it_goes_on() {
        Journey first = new Journey();
        first.walkToSubmission();
        first.awaitCovered("applications/" + first.applicationId);
        kill("witness-2");
        assertThat(cosigners()).isNotEmpty();
        kill("witness-1");
        Journey second = new Journey();
        second.walkToSubmission();
        second.awaitEvents("applications/" + second.applicationId, 2);
        long unseen = RestAssured.get(Stack.audit("/log/tree-head")).jsonPath().getLong("size");
        assertThat(size()).isLessThan(unseen);
        startAgain("witness-1");
        second.awaitCovered("applications/" + second.applicationId);
        assertThat(size()).isGreaterThanOrEqualTo(unseen);
        assertThat(cosigners()).containsExactly("witness-1");
    }

    private static long size() {
        return Long.parseLong(checkpoint().get(1));
    }

    private static List<String> cosigners() {
        return checkpoint().stream()
                .filter(line -> line.startsWith("\u2014 witness-"))
                .map(line -> line.split(" ")[1])
                .toList();
    }

    private static List<String> checkpoint() {
        return RestAssured.get(Stack.audit("/checkpoint")).asString().lines().toList();
    }

    @Test
    void with_keycloak_down_services_verify_tokens_with_the_keys_they_have_and_new_ones_start() {
        String token = Stack.running().token("auditor");
        Stack.with(token).get(Stack.audit("/entries?limit=1")).then().statusCode(200);
        kill("keycloak");
        Stack.with(token).get(Stack.audit("/entries?limit=1")).then().statusCode(200);
        Stack.with(token + "x").get(Stack.audit("/entries?limit=1")).then().statusCode(401);
        Stack.running().kill("audit");
        Stack.running().startAgain("audit");
        RestAssured.get(Stack.audit("/log/tree-head")).then().statusCode(200);
        startAgain();
        Stack.as("auditor")
                .get(Stack.audit("/entries?limit=1"))
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1));
    }

    private void kill(String part) {
        Stack.running().kill(part);
        dead.add(part);
    }

    private void startAgain() {
        List.copyOf(dead).forEach(this::startAgain);
    }

    private void startAgain(String part) {
        Stack.running().startAgain(part);
        dead.remove(part);
    }
}
