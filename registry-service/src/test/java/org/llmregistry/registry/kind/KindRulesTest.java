package org.llmregistry.registry.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.imports.Lists;
import org.llmregistry.registry.licence.DecidedApplications;

/// What each kind of application needs, and what a decision on it does to the licences that it names.
@RegistryServiceTest
class KindRulesTest {

    @Inject
    KindRules rules;

    @Inject
    DecidedApplications given;

    @Inject
    EntityManager database;

    private DecidedApplications.Case first;
    private String number;
    private final LocalDate today = LocalDate.now(Clock.systemUTC());

    @BeforeEach
    void grant() {
        Given.scheme("cn-2024-1.yaml");
        first = given.proposed(Lists.unique("Model "));
        number = DecidedApplications.grant(first);
    }

    @Test
    void a_kind_names_the_licence_that_it_is_about_and_no_other() {
        draft(first.version(), "MODEL", "RENEWAL", null, null).body("errors.rule", contains("named-by-kind"));
        draft(first.version(), "MODEL", "INITIAL", number, null)
                .statusCode(422)
                .body("errors.pointer", contains("/concerned/licenceNumber"));
        draft(first.version(), "REGISTRATION", "REGISTRATION", null, null)
                .body("errors.pointer", contains("/concerned/baseLicenceNumber"));
        draft(first.version(), "MODEL", "REGISTRATION", null, number).body("errors.rule", contains("known-kind"));
    }

    @Test
    void a_renewal_is_about_a_licence_of_your_own_in_its_window_and_keeps_the_version() {
        draft(first.version(), "MODEL", "RENEWAL", number, null)
                .statusCode(422)
                .body("errors.rule", contains("renewal-window"))
                .body("errors.detail", contains("A renewal is possible from 2029-07-19."));
        lastDay(today.plusDays(30));
        draft(given.anotherVersion(first), "MODEL", "RENEWAL", number, null)
                .body("errors.rule", contains("licensed-version"));
        DecidedApplications.Case other = given.proposed(Lists.unique("Model "));
        String foreign = DecidedApplications.grant(other);
        draft(first.version(), "MODEL", "RENEWAL", foreign, null).body("errors.rule", contains("own-licence"));
        draft(first.version(), "MODEL", "RENEWAL", number, null)
                .statusCode(201)
                .body("kind", equalTo("RENEWAL"))
                .body("concerned.licenceNumber", equalTo(number));
        lastDay(today.minusDays(1));
        draft(first.version(), "MODEL", "RENEWAL", number, null).statusCode(409);
    }

    @Test
    void a_renewal_in_time_keeps_the_licence_in_force_and_a_grant_adds_its_time_once() {
        lastDay(today.minusDays(2));
        licence().body("status", equalTo("ACTIVE"));
        verdict("NOT_IN_FORCE");
        DecidedApplications.Case renewal = given.further(first, false, "DEMO", "MODEL", "RENEWAL", number, null);
        licence().body("renewalPending", equalTo(true));
        verdict("IN_FORCE");
        inRegister("LICENSED");
        for (int message = 0; message < 2; message++) { // the answer to an appeal against the conditions is the second
            DecidedApplications.decide(renewal, "GRANTED_WITH_CONDITIONS", Instant.now())
                    .then()
                    .statusCode(202)
                    .body("licenceNumber", equalTo(number));
            QuarkusTransaction.requiringNew()
                    .run(() -> update(
                            "UPDATE application SET status = 'UNDER_APPEAL' WHERE id = ?1", renewal.application()));
            licence()
                    .body("renewalPending", equalTo(false))
                    .body("validTo", equalTo(today.minusDays(2).plusYears(5).toString()));
        }
        inRegister("LICENSED");
    }

    @Test
    void a_renewal_that_is_refused_late_ends_the_licence_on_that_day() {
        lastDay(today.minusDays(2));
        DecidedApplications.Case renewal = given.further(first, false, "DEMO", "MODEL", "RENEWAL", number, null);
        DecidedApplications.decide(renewal, "REFUSED", Instant.now()).then().statusCode(202);
        licence().body("renewalPending", equalTo(false)).body("validTo", equalTo(today.toString()));
    }

    @Test
    void review_is_told_on_which_application_the_licence_was_granted() {
        QuarkusTransaction.requiringNew().run(() -> {
            assertThat(rules.grantedOn(new Concerned(number, null))).contains(first.application());
            assertThat(rules.grantedOn(Concerned.NONE)).isEmpty();
        });
    }

    @Test
    void a_variation_puts_another_version_in_the_place_of_the_licensed_one() {
        draft(first.version(), "MODEL", "VARIATION", number, null).body("errors.rule", contains("other-version"));
        UUID version = given.anotherVersion(first);
        draft(version, "MODEL", "VARIATION", number, null).statusCode(201);
        withdraw(version);
        DecidedApplications.Case variation = given.further(first, true, "DEMO", "MODEL", "VARIATION", number, null);
        String successor = DecidedApplications.decide(variation, "GRANTED", Instant.now())
                .then()
                .statusCode(202)
                .extract()
                .path("licenceNumber");
        licence().body("status", equalTo("SUPERSEDED")).body("supersededBy", equalTo(successor));
        Given.anybody().get("/licences/" + successor).then().body("status", equalTo("ACTIVE"));
        draft(given.anotherVersion(first), "MODEL", "VARIATION", number, null)
                .body("errors.rule", contains("in-force"));
    }

    @Test
    void a_registration_rests_on_a_licence_in_force_and_review_is_told_how_it_stands() {
        DecidedApplications.Case product = given.proposed(Lists.unique("Product "));
        UUID version = given.anotherVersion(product);
        draft(product.vendor(), version, "REGISTRATION", "REGISTRATION", null, number)
                .statusCode(201);
        withdraw(version);
        DecidedApplications.Case registration =
                given.further(product, true, "CN-2024", "REGISTRATION", "REGISTRATION", null, number);
        bases(registration).body("number", contains(number)).body("inForce", contains(true));
        update("UPDATE licence SET status = 'SUSPENDED' WHERE number = ?1", number);
        bases(registration).body("status", contains("SUSPENDED")).body("inForce", contains(false));
        draft(product.vendor(), given.anotherVersion(product), "REGISTRATION", "REGISTRATION", null, number)
                .body("errors.rule", contains("in-force"));
        update("UPDATE licence SET status = 'ACTIVE' WHERE number = ?1", number);
        String own = DecidedApplications.decide(registration, "GRANTED", Instant.now())
                .path("licenceNumber");
        Given.review()
                .get("/orders/reach?applicationId=" + first.application())
                .then()
                .body("licences.items.number", contains(own))
                .body("subscribers.count", equalTo(2));
        Given.anybody()
                .get("/licences/" + own)
                .then()
                .body("restsOn", equalTo(number))
                .body("validTo", nullValue());
        DecidedApplications.Case variation =
                given.further(product, true, "CN-2024", "REGISTRATION", "VARIATION", own, null);
        bases(variation).body("number", contains(number));
        bases(first).body("model", contains("LLaMA")).body("status", contains("UNLICENSED"));
    }

    private ValidatableResponse draft(UUID version, String track, String kind, String licence, String base) {
        return draft(first.vendor(), version, track, kind, licence, base);
    }

    private static ValidatableResponse draft(
            UUID vendor, UUID version, String track, String kind, String licence, String base) {
        Map<String, Object> concerned = new HashMap<>();
        if (licence != null) {
            concerned.put("licenceNumber", licence);
        }
        if (base != null) {
            concerned.put("baseLicenceNumber", base);
        }
        return Given.vendor(vendor)
                .body(Map.of(
                        "modelVersionId",
                        version,
                        "schemeCode",
                        track.equals("MODEL") ? "DEMO" : "CN-2024",
                        "track",
                        track,
                        "kind",
                        kind,
                        "region",
                        "CN-BJ",
                        "concerned",
                        concerned))
                .post("/applications")
                .then();
    }

    private static ValidatableResponse bases(DecidedApplications.Case about) {
        return Given.review()
                .get("/applications/" + about.application() + "/base-licences")
                .then()
                .statusCode(200);
    }

    private void withdraw(UUID version) {
        update("UPDATE application SET status = 'WITHDRAWN' WHERE model_version_id = ?1", version);
    }

    private ValidatableResponse licence() {
        return Given.anybody().get("/licences/" + number).then().statusCode(200);
    }

    private void verdict(String verdict) {
        Given.anybody()
                .contentType("application/json")
                .body(Map.of("licenceNumber", number))
                .post("/verifications")
                .then()
                .body("verdict", equalTo(verdict));
    }

    private void inRegister(String status) {
        Given.anybody().queryParam("q", number).get("/register").then().body("items[0].status", equalTo(status));
    }

    private void lastDay(LocalDate day) {
        update("UPDATE licence SET valid_to = ?2 WHERE number = ?1", number, day);
        update("UPDATE entry_licence SET valid_to = ?2 WHERE number = ?1", number, day);
    }

    private void update(String sql, Object... values) {
        QuarkusTransaction.requiringNew().run(() -> {
            var query = database.createNativeQuery(sql);
            for (int i = 0; i < values.length; i++) {
                query.setParameter(i + 1, values[i]);
            }
            query.executeUpdate();
        });
    }
}
