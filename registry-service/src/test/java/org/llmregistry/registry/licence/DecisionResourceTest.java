package org.llmregistry.registry.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.imports.Lists;
import org.llmregistry.registry.numbering.LicenceNumber;

@RegistryServiceTest
class DecisionResourceTest {

    @Inject
    DecidedApplications given;

    @Inject
    EntityManager database;

    @Test
    void a_grant_makes_a_licence_that_binds_the_version_and_its_manifest() {
        DecidedApplications.Case proposed = given.proposed(Lists.unique("Model "));
        String number = DecidedApplications.grant(proposed);
        assertThat(number).matches("DEMO-2025-\\d{6}-[0-9A-Z]");
        assertThat(number).endsWith(String.valueOf(LicenceNumber.check(number.substring(0, number.length() - 1))));
        Lists.anybody()
                .get("/licences/" + number)
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("public, max-age=60"))
                .body("status", equalTo("ACTIVE"))
                .body("holder", equalTo(proposed.legalName()))
                .body("modelName", equalTo(proposed.model()))
                .body("versionLabel", equalTo("1.0"))
                .body("decidedOn", equalTo("2025-07-20"))
                .body("validTo", equalTo("2030-07-19"))
                .body("conditions[0].dueOn", equalTo("2027-03-31"))
                .body("basis.schemeCode", equalTo("DEMO"))
                .body("basis.schemeVersion", equalTo(1))
                .body("basis.manifestDigest", equalTo(proposed.manifest()))
                .body("vendorId", nullValue());
        assertThat(text("SELECT status FROM application WHERE id = ?1", proposed.application()))
                .isEqualTo("APPROVED");
        assertThat(events("licences/" + number)).isEqualTo("licence.granted");
    }

    @Test
    void a_grant_shows_in_the_register_and_ends_the_review() {
        String model = Lists.unique("Model ");
        int before = underReview("2025-07-19");
        DecidedApplications.Case proposed = given.proposed(model);
        assertThat(underReview("2025-07-19")).isEqualTo(before + 1);
        Lists.anybody().queryParam("q", model).get("/register").then().body("total.count", equalTo(0));
        int licensed = licensed("2025-07-20");
        int reviewed = underReview("2025-07-20");
        String number = DecidedApplications.grant(proposed);
        assertThat(underReview("2025-07-20")).isEqualTo(reviewed - 1);
        assertThat(underReview("2025-07-19")).isEqualTo(before + 1);
        assertThat(licensed("2025-07-20")).isEqualTo(licensed + 1);
        Lists.anybody()
                .queryParam("q", model)
                .get("/register")
                .then()
                .body("total.count", equalTo(1))
                .body("items[0].status", equalTo("LICENSED"))
                .body("items[0].baseModels.name", contains("LLaMA"))
                .body("items[0].licences[0].number", equalTo(number))
                .body("items[0].licences[0].conditions", contains("C1: Enlarge the test bank. (by 2027-03-31)"));
    }

    @Test
    void a_listed_model_that_agrees_is_joined_and_shows_its_review() {
        String word = Lists.unique("甲");
        Lists.importList("KNOWN_MODELS", Lists.models(Lists.model(word + "科技", word + "模", "2025-01-15")));
        DecidedApplications.Case proposed = given.proposed(word + "模大模型", "北京" + word + "科技有限公司");
        Lists.anybody().queryParam("q", word).get("/register").then().body("items[0].status", equalTo("UNDER_REVIEW"));
        DecidedApplications.grant(proposed);
        Lists.anybody()
                .queryParam("q", word)
                .get("/register")
                .then()
                .body("total.count", equalTo(1))
                .body("items[0].status", equalTo("LICENSED"))
                .body("items[0].listing.listedSince", equalTo("2025-01-15"));
    }

    @Test
    void the_same_message_again_has_no_effect() {
        DecidedApplications.Case proposed = given.proposed(Lists.unique("Model "));
        UUID message = UUID.randomUUID();
        Response first = DecidedApplications.decide(proposed, message, "GRANTED", "2025-07-20T09:15:00Z");
        Response again = DecidedApplications.decide(proposed, message, "GRANTED", "2025-07-20T09:15:00Z");
        first.then().statusCode(202).body("outcome", equalTo("APPLIED"));
        again.then()
                .statusCode(202)
                .body("outcome", equalTo("DUPLICATE"))
                .body("licenceNumber", equalTo(first.<String>path("licenceNumber")));
    }

    @Test
    void another_decision_of_a_decided_application_is_refused() {
        DecidedApplications.Case proposed = given.proposed(Lists.unique("Model "));
        DecidedApplications.grant(proposed);
        DecidedApplications.decide(proposed, UUID.randomUUID(), "REFUSED", "2025-07-21T09:15:00Z")
                .then()
                .statusCode(409)
                .body("state", equalTo("APPROVED"))
                .body("allowedTransitions", contains("UNDER_APPEAL"));
    }

    @Test
    void a_refusal_makes_no_licence() {
        DecidedApplications.Case proposed = given.proposed(Lists.unique("Model "));
        DecidedApplications.decide(proposed, UUID.randomUUID(), "REFUSED", "2025-07-20T09:15:00Z")
                .then()
                .statusCode(202)
                .body("licenceNumber", nullValue());
        assertThat(text("SELECT status FROM application WHERE id = ?1", proposed.application()))
                .isEqualTo("REFUSED");
        Lists.anybody()
                .queryParam("q", proposed.model())
                .get("/register")
                .then()
                .body("total.count", equalTo(0));
    }

    @Test
    void an_unknown_scheme_version_waits_and_an_unknown_application_is_not_found() {
        DecidedApplications.Case proposed = given.proposed(Lists.unique("Model "));
        Lists.anybody()
                .auth()
                .oauth2(Tokens.service("review-service"))
                .contentType("application/json")
                .body("""
                        {"messageId": "%s", "caseId": "%s", "applicationId": "%s", "outcome": "GRANTED",
                         "decidedAt": "2025-07-20T09:15:00Z", "schemeCode": "DEMO", "schemeVersion": 99,
                         "reasons": "ok", "conditions": []}""".formatted(UUID.randomUUID(), UUID.randomUUID(), proposed.application()))
                .post("/decisions")
                .then()
                .statusCode(503);
        assertThat(text("SELECT status FROM application WHERE id = ?1", proposed.application()))
                .isEqualTo("DECISION_PROPOSED");
        DecidedApplications.Case nobodys = new DecidedApplications.Case(
                UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), "nobody", "nothing", "DEMO");
        DecidedApplications.decide(nobodys, UUID.randomUUID(), "GRANTED", "2025-07-20T09:15:00Z")
                .then()
                .statusCode(404);
    }

    @Test
    void only_review_decides() {
        for (String token : new String[] {
            Tokens.person("decider", "decision-maker"),
            Tokens.service("registry-service"),
            Tokens.vendor(UUID.randomUUID())
        }) {
            Lists.anybody()
                    .auth()
                    .oauth2(token)
                    .contentType("application/json")
                    .body("{}")
                    .post("/decisions")
                    .then()
                    .statusCode(403);
        }
        Lists.anybody()
                .contentType("application/json")
                .body("{}")
                .post("/decisions")
                .then()
                .statusCode(401);
    }

    @Test
    void what_is_missing_is_named_all_at_once() {
        Lists.anybody()
                .auth()
                .oauth2(Tokens.service("review-service"))
                .contentType("application/json")
                .body("{\"conditions\": [{\"code\": \"\"}]}")
                .post("/decisions")
                .then()
                .statusCode(400)
                .body("errors.pointer.toString()", matchesPattern(".*/applicationId.*/conditions/0/code.*/reasons.*"));
    }

    private int underReview(String day) {
        return Lists.anybody()
                .queryParam("asOf", day)
                .get("/register/statistics")
                .path("underReview");
    }

    private int licensed(String day) {
        return Lists.anybody()
                .queryParam("asOf", day)
                .get("/register/statistics")
                .path("licensed");
    }

    private String text(String sql, Object argument) {
        return String.valueOf(
                database.createNativeQuery(sql).setParameter(1, argument).getSingleResult());
    }

    private String events(String subject) {
        return text("SELECT string_agg(kind, ',' ORDER BY position) FROM outbox WHERE subject = ?1", subject);
    }
}
