package org.llmregistry.registry.verification;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.web.Digests;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.imports.Lists;
import org.llmregistry.registry.licence.DecidedApplications;

@RegistryServiceTest
class VerificationResourceTest {

    private static final String STRANGER = Digests.sha256Hex("a file of nobody");

    @Inject
    DecidedApplications given;

    @Inject
    EntityManager database;

    @Test
    void a_number_rests_on_its_publication() {
        Lists.importReal();
        number("beijing-wenxinyiyan-20230821")
                .body("verdict", equalTo("IN_FORCE"))
                .body("matches[0].matchedBy", equalTo("NUMBER"))
                .body("matches[0].licence.number", equalTo("Beijing-WenXinYiYan-20230821"))
                .body("matches[0].licence.basis.source", org.hamcrest.Matchers.containsString("cac.gov.cn"));
    }

    @Test
    void an_unknown_number_is_unknown() {
        number("Beijing-Nothing-20230821").body("verdict", equalTo("UNKNOWN")).body("matches", empty());
    }

    @Test
    void the_manifest_or_the_files_of_a_licensed_version_rest_on_its_licence() {
        DecidedApplications.Case granted = given.proposed(Lists.unique("Model "));
        String number = DecidedApplications.grant(granted);
        digests(granted.manifest())
                .body("verdict", equalTo("IN_FORCE"))
                .body("matches[0].matchedBy", equalTo("MANIFEST"))
                .body("matches[0].licence.number", equalTo(number))
                .body("matches[0].licence.conditions.code", contains("C1"));
        digests(granted.file(1), granted.file(2))
                .body("verdict", equalTo("IN_FORCE"))
                .body("matches[0].matchedBy", equalTo("FILE"))
                .body("matches[0].digests", equalTo(2))
                .body("unknownDigests", empty());
    }

    @Test
    void one_strange_file_among_licensed_ones_is_named() {
        DecidedApplications.Case granted = given.proposed(Lists.unique("Model "));
        DecidedApplications.grant(granted);
        digests(granted.file(1), STRANGER)
                .body("verdict", equalTo("PARTLY_IN_FORCE"))
                .body("unknownDigests", contains(STRANGER));
        digests(STRANGER).body("verdict", equalTo("UNKNOWN"));
    }

    @Test
    void a_version_without_a_licence_is_unknown() {
        DecidedApplications.Case proposed = given.proposed(Lists.unique("Model "));
        digests(proposed.manifest())
                .body("verdict", equalTo("UNKNOWN"))
                .body("unknownDigests", contains(proposed.manifest()));
    }

    @Test
    void a_licence_past_its_last_day_and_a_suspended_one_are_not_in_force() {
        DecidedApplications.Case granted = given.proposed(Lists.unique("Model "));
        String number = DecidedApplications.grant(granted);
        change("UPDATE licence SET valid_to = '2025-07-31' WHERE number = ?1", number);
        number(number).body("verdict", equalTo("NOT_IN_FORCE")).body("matches[0].inForce", equalTo(false));
        digests(granted.manifest()).body("verdict", equalTo("NOT_IN_FORCE"));
        change("UPDATE licence SET valid_to = NULL, status = 'SUSPENDED' WHERE number = ?1", number);
        number(number).body("verdict", equalTo("NOT_IN_FORCE"));
    }

    @Test
    void a_certificate_is_held_against_the_record() {
        String number = DecidedApplications.grant(given.proposed(Lists.unique("Model ")));
        String certificate =
                Lists.anybody().get("/licences/" + number + "/certificate").asString();
        certificate(certificate)
                .body("verdict", equalTo("IN_FORCE"))
                .body("matches.matchedBy", contains("CERTIFICATE"))
                .body("differences", empty());
        change("UPDATE licence SET status = 'SUSPENDED' WHERE number = ?1", number);
        certificate(certificate)
                .body("verdict", equalTo("NOT_IN_FORCE"))
                .body("matches.licence.number", contains(number))
                .body("differences.pointer", contains("/status", "/effectiveStatus"))
                .body("differences.before", contains("ACTIVE", "ACTIVE"))
                .body("differences.after", contains("SUSPENDED", "SUSPENDED"));
    }

    @Test
    void a_certificate_that_says_what_the_licence_never_said_is_not_ours() {
        DecidedApplications.Case granted = given.proposed(Lists.unique("Model "));
        String number = DecidedApplications.grant(granted);
        String certificate =
                Lists.anybody().get("/licences/" + number + "/certificate").asString();
        certificate(certificate.replace(granted.manifest(), STRANGER))
                .body("verdict", equalTo("UNKNOWN"))
                .body("matches", empty())
                .body("differences.pointer", contains("/basis/manifestDigest"));
        certificate("{\"licence\": {\"number\": \"%s\", \"endorsedBy\": \"us\"}}".formatted(number))
                .body("verdict", equalTo("UNKNOWN"))
                .body("differences.pointer", hasItem("/endorsedBy"));
        certificate("{\"licence\": {\"number\": \"DEMO-2026-999999-9\"}}")
                .body("verdict", equalTo("UNKNOWN"))
                .body("differences", empty());
    }

    @Test
    void a_question_is_either_a_number_or_a_certificate_or_digests() {
        for (String question : new String[] {
            "{}",
            "{\"licenceNumber\": \"x\", \"digests\": [\"%s\"]}".formatted(STRANGER),
            "{\"licenceNumber\": \"x\", \"certificate\": {\"licence\": {\"number\": \"x\"}}}",
            "{\"certificate\": {\"licence\": {}}}",
            "{\"digests\": []}",
            "{\"digests\": [\"xyz\"]}"
        }) {
            Lists.anybody()
                    .contentType("application/json")
                    .body(question)
                    .post("/verifications")
                    .then()
                    .statusCode(400);
        }
    }

    private void change(String sql, String number) {
        QuarkusTransaction.requiringNew()
                .run(() ->
                        database.createNativeQuery(sql).setParameter(1, number).executeUpdate());
    }

    private static ValidatableResponse number(String number) {
        return ask("{\"licenceNumber\": \"%s\"}".formatted(number));
    }

    /// Not held against the contract: what somebody shows need not be a whole certificate.
    private static ValidatableResponse certificate(String certificate) {
        return RestAssured.given()
                .contentType("application/json")
                .body("{\"certificate\": %s}".formatted(certificate))
                .post("/verifications")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse digests(String... digests) {
        return ask("{\"digests\": [%s]}"
                .formatted(
                        Arrays.stream(digests).map(each -> "\"" + each + "\"").collect(Collectors.joining(","))));
    }

    private static ValidatableResponse ask(String question) {
        return Lists.anybody()
                .contentType("application/json")
                .body(question)
                .post("/verifications")
                .then()
                .statusCode(200);
    }
}
