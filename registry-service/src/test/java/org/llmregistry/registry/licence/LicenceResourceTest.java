package org.llmregistry.registry.licence;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.imports.Lists;

@RegistryServiceTest
class LicenceResourceTest {

    private static final String WENXIN = "/licences/Beijing-WenXinYiYan-20230821";

    @Inject
    DecidedApplications given;

    @Inject
    Expiring expiring;

    @Inject
    EntityManager database;

    @Test
    void an_earlier_decision_is_a_licence_too() {
        Lists.importReal();
        Lists.anybody()
                .get(WENXIN)
                .then()
                .statusCode(200)
                .body("track", equalTo("FILING"))
                .body("holder", equalTo("北京百度网讯科技有限公司"))
                .body("basis.source", startsWith("chenluo951-oss/lawdatify-site"));
    }

    @Test
    void a_history_begins_with_the_decision() {
        Lists.importReal();
        Lists.anybody()
                .get(WENXIN + "/history")
                .then()
                .statusCode(200)
                .body("history.status", contains("ACTIVE"))
                .body("history.since", contains("2023-08-31"));
    }

    @Test
    void a_certificate_holds_everything_that_the_licence_binds() {
        DecidedApplications.Case proposed = given.proposed(Lists.unique("Model "));
        String number = DecidedApplications.grant(proposed);
        Lists.anybody()
                .get("/licences/" + number + "/certificate")
                .then()
                .statusCode(200)
                .body("licence.number", equalTo(number))
                .body("licence.basis.manifestDigest", equalTo(proposed.manifest()))
                .body("licence.conditions.code", contains("C1"))
                .body("history.status", contains("ACTIVE"))
                .body("disclaimer", startsWith("A licence covers only what the holder declared."));
    }

    @Test
    void a_certificate_has_the_receipts_that_the_log_has_given() {
        String number = DecidedApplications.grant(given.proposed(Lists.unique("Model ")));
        receipts(number).body("receipts", empty());
        QuarkusTransaction.requiringNew()
                .run(() ->
                        database.createNativeQuery("""
                        UPDATE receipt SET entry_index = 41, leaf = 'granted', proof = 'c2sp.org/tlog-proof@v1'
                        WHERE licence_number = ?1""").setParameter(1, number).executeUpdate());
        receipts(number)
                .body("receipts.index", contains(41))
                .body("receipts.leaf", contains("Z3JhbnRlZA=="))
                .body("receipts.proof", contains("c2sp.org/tlog-proof@v1"));
    }

    private static ValidatableResponse receipts(String number) {
        return Lists.anybody()
                .get("/licences/" + number + "/certificate")
                .then()
                .statusCode(200);
    }

    @Test
    void a_vendor_lists_its_own_licences_only() {
        DecidedApplications.Case own = given.proposed(Lists.unique("Model "));
        String number = DecidedApplications.grant(own);
        DecidedApplications.grant(given.proposed(Lists.unique("Model ")));
        Lists.anybody()
                .auth()
                .oauth2(Tokens.vendor(own.vendor()))
                .get("/licences")
                .then()
                .statusCode(200)
                .body("items.number", contains(number))
                .body("total.count", equalTo(1));
        Lists.anybody().get("/licences").then().statusCode(401);
        Lists.anybody()
                .auth()
                .oauth2(Tokens.person("officer", "case-officer"))
                .get("/licences")
                .then()
                .statusCode(403);
    }

    @Test
    void a_licence_expires_the_day_after_its_last_one() {
        DecidedApplications.Case granted = given.proposed(Lists.unique("Model "));
        String number = DecidedApplications.grant(granted);
        QuarkusTransaction.requiringNew().run(() -> {
            for (String table : new String[] {"licence", "entry_licence"}) {
                database.createNativeQuery("UPDATE " + table + " SET valid_to = '2025-08-31' WHERE number = ?1")
                        .setParameter(1, number)
                        .executeUpdate();
            }
        });
        expiring.expire();
        expiring.expire();
        Lists.anybody().get("/licences/" + number).then().body("status", equalTo("EXPIRED"));
        Lists.anybody()
                .get("/licences/" + number + "/history")
                .then()
                .body("history.status", contains("ACTIVE", "EXPIRED"))
                .body("history.since", contains("2025-07-20", "2025-09-01"));
        for (String[] day : new String[][] {{"2025-08-31", "LICENSED"}, {"2025-09-01", "ENDED"}}) {
            Lists.anybody()
                    .queryParam("q", number)
                    .queryParam("asOf", day[0])
                    .get("/register")
                    .then()
                    .body("items[0].status", equalTo(day[1]));
        }
    }

    @Test
    void an_unknown_number_is_not_found() {
        for (String path : new String[] {"", "/history", "/certificate"}) {
            Lists.anybody()
                    .get("/licences/DEMO-1999-" + UUID.randomUUID() + path)
                    .then()
                    .statusCode(404);
        }
    }
}
