package org.llmregistry.registry.decision;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.imports.Lists;
import org.llmregistry.registry.licence.DecidedApplications;

/// The scheme says whether the public reads what was refused.
@RegistryServiceTest
class RefusalResourceTest {

    @Inject
    DecidedApplications given;

    @Inject
    EntityManager database;

    @Test
    void a_refusal_shows_where_the_scheme_says_so_and_stays_on_record_when_a_panel_grants() {
        DecidedApplications.Case closed = given.proposed(Lists.unique("Model "));
        Given.update("""
                INSERT INTO scheme_copy (code, version, effective_from, content, copied_at)
                SELECT 'OPEN', 1, effective_from, jsonb_set(jsonb_set(content, '{register,publishRefusals}', 'true'),
                    '{code}', '"OPEN"'), now() FROM scheme_copy WHERE code = ? AND version = 1
                ON CONFLICT DO NOTHING""", "DEMO");
        DecidedApplications.Case open = given.further(closed, false, "OPEN", "MODEL", "INITIAL", null, null);
        DecidedApplications.decide(closed, "REFUSED", Instant.now()).then().statusCode(202);
        listed().body("items", empty());
        DecidedApplications.decide(open, "REFUSED", Instant.now()).then().statusCode(202);
        listed().body("items[0].modelName", equalTo(open.model()))
                .body("items[0].applicant", equalTo(open.legalName()))
                .body("items[0].schemeCode", equalTo("OPEN"))
                .body("items[0].stands", equalTo(true))
                .body("items[0].reasons", equalTo(null));
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("UPDATE application SET status = 'UNDER_APPEAL' WHERE id = ?1")
                        .setParameter(1, open.application())
                        .executeUpdate());
        DecidedApplications.decide(open, "GRANTED_WITH_CONDITIONS", Instant.now())
                .then()
                .statusCode(202);
        listed().body("items.findAll { it.modelName == '%s' }.stands".formatted(open.model()), contains(false))
                .body("total.count", equalTo(1));
    }

    private static ValidatableResponse listed() {
        return Given.anybody().get("/refusals").then().statusCode(200);
    }
}
