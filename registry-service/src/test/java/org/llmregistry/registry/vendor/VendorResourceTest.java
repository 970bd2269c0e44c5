package org.llmregistry.registry.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.llmregistry.registry.Given.registrar;
import static org.llmregistry.registry.Given.vendor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;

/// With the identity provider down; that it makes the clients is for `e2e` to show.
@RegistryServiceTest
class VendorResourceTest {

    @Test
    void a_vendor_stays_when_the_identity_provider_is_down_and_the_answer_says_how_to_go_on() {
        String registrationId = Given.unique("REG");
        JsonPath problem = registrar()
                .body(Examples.with("registerVendor", "registrationId", registrationId)
                        .toString())
                .post("/vendors")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "5")
                .body("type", equalTo("/problems/identity-provider-unavailable"))
                .extract()
                .jsonPath();
        JsonPath vendors = registrar()
                .get("/vendors?registrationId=" + registrationId)
                .then()
                .statusCode(200)
                .body("total.count", equalTo(1))
                .body("items[0].legalName", equalTo("北京百度网讯科技有限公司"))
                .extract()
                .jsonPath();
        String id = vendors.getString("items[0].id");
        assertThat(vendors.getString("items[0].clientId")).isEqualTo("vendor-" + id);
        assertThat(problem.getString("detail")).contains("/vendors/" + id + "/client-secret");
        assertThat(Given.events("vendors/" + id)).containsExactly("vendor.registered");
    }

    @Test
    void a_repeated_registration_is_the_first_one_again_and_holds_no_secret() {
        String key = UUID.randomUUID().toString();
        String body = Examples.with("registerVendor", "registrationId", Given.unique("REG"))
                .toString();
        registrar()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/vendors")
                .then()
                .statusCode(503);
        registrar()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/vendors")
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .body("clientId", containsString("vendor-"))
                .body("clientSecret", equalTo(null));
        registrar()
                .header("Idempotency-Key", key)
                .body(Examples.with("registerVendor", "registrationId", Given.unique("REG"))
                        .toString())
                .post("/vendors")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/idempotency-key-reused"));
    }

    @Test
    void a_registration_id_stands_for_one_vendor() {
        UUID id = Given.registeredVendor();
        String taken = registrar().get("/vendors/" + id).path("registrationId");
        registrar()
                .body(Examples.with("registerVendor", "registrationId", taken).toString())
                .post("/vendors")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/vendor-exists"));
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        registrar()
                .body(Map.of("legalName", " ", "registrationId", "x y", "region", "Beijing", "contactEmail", "nobody"))
                .post("/vendors")
                .then()
                .statusCode(400)
                .body(
                        "errors.pointer",
                        hasItems("/legalName", "/registrationId", "/region", "/address", "/contactEmail"));
        registrar()
                .body(Examples.with("registerVendor", "secret", "mine").toString())
                .post("/vendors")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/secret"))
                .body("errors[0].rule", equalTo("unknown-member"));
    }

    @Test
    void text_that_cannot_be_stored_is_refused_not_changed() {
        for (String text : List.of("a\u0000b", "a\ud800b")) {
            registrar()
                    .body("""
                            {"legalName": "%s", "registrationId": "X-1", "region": "CN-BJ", "address": "a",
                             "contactEmail": "a@b.example"}""".formatted(text.charAt(1) == 0 ? "a\\u0000b" : "a\\ud800b"))
                    .post("/vendors")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", equalTo(List.of("/legalName")));
        }
    }

    @Test
    void a_secret_that_the_identity_provider_did_not_take_leaves_no_event() {
        UUID id = Given.registeredVendor();
        registrar()
                .post("/vendors/" + id + "/client-secret")
                .then()
                .statusCode(503)
                .body("type", equalTo("/problems/identity-provider-unavailable"));
        assertThat(Given.events("vendors/" + id)).containsExactly("vendor.registered");
        registrar()
                .post("/vendors/" + UUID.randomUUID() + "/client-secret")
                .then()
                .statusCode(404);
    }

    @Test
    void a_vendor_reads_itself_and_nobody_else() {
        UUID id = Given.registeredVendor();
        vendor(id).get("/vendors/" + id).then().statusCode(200).header("ETag", "\"0\"");
        vendor(Given.registeredVendor())
                .get("/vendors/" + id)
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"));
        Given.as("victor", "vendor").get("/vendors/" + id).then().statusCode(404);
    }

    @Test
    void the_list_goes_page_by_page_without_a_gap() {
        UUID first = Given.registeredVendor();
        UUID second = Given.registeredVendor();
        UUID third = Given.registeredVendor();
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = registrar()
                    .get("/vendors?limit=2" + cursor)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.id"));
            cursor = page.getString("nextCursor") == null ? "" : "&cursor=" + page.getString("nextCursor");
        } while (!cursor.isEmpty());
        assertThat(seen)
                .doesNotHaveDuplicates()
                .containsSubsequence(first.toString(), second.toString(), third.toString());
    }

    @Test
    void a_cursor_of_another_list_a_wrong_limit_and_an_unknown_parameter_are_refused() {
        String cursor = registrar().get("/vendors?limit=1").path("nextCursor");
        registrar().get("/vendors?registrationId=x&cursor=" + cursor).then().statusCode(400);
        registrar().get("/vendors?limit=201").then().statusCode(400).body("errors[0].pointer", equalTo("limit"));
        registrar().get("/vendors?name=x").then().statusCode(400).body("errors[0].rule", equalTo("unknown-parameter"));
        registrar()
                .get("/vendors?registrationId=" + UUID.randomUUID())
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    @Test
    void a_secret_is_256_random_bits_and_shows_only_when_it_is_revealed() throws JsonProcessingException {
        ClientSecret secret = ClientSecret.generate();
        assertThat(java.util.Base64.getUrlDecoder().decode(secret.reveal())).hasSize(32);
        assertThat(ClientSecret.generate().reveal()).isNotEqualTo(secret.reveal());
        assertThat(secret).hasToString("(secret)");
        assertThat(new ObjectMapper().writeValueAsString(secret)).isEqualTo("\"(secret)\"");
    }
}
