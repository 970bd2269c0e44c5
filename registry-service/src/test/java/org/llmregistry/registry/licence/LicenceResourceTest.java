package org.llmregistry.registry.licence;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import jakarta.inject.Inject;
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
    void an_unknown_number_is_not_found() {
        for (String path : new String[] {"", "/history", "/certificate"}) {
            Lists.anybody()
                    .get("/licences/DEMO-1999-" + UUID.randomUUID() + path)
                    .then()
                    .statusCode(404);
        }
    }
}
