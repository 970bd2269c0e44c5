package org.llmregistry.registry.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.llmregistry.registry.Given.vendor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;

/// A licence passes to another vendor where the scheme says so, and by the word of both.
@RegistryServiceTest
class TransferResourceTest {

    private UUID seller;
    private UUID buyer;
    private String number;

    @BeforeEach
    void grant() {
        seller = Given.registeredVendor();
        buyer = Given.registeredVendor();
        number = Given.licence(seller);
    }

    @Test
    void a_licence_does_not_pass_unless_the_scheme_says_so() {
        for (String scheme : new String[] {"DEMO", "CN-2024", "EU-GPAI"}) {
            Given.scheme(scheme.toLowerCase(Locale.ROOT) + "-1.yaml");
            Given.update("UPDATE licence SET scheme_code = '%s' WHERE number = ?".formatted(scheme), number);
            offer(buyer).then().statusCode(409).body("type", equalTo("/problems/not-transferable"));
        }
        licence("holder").isEqualTo(name(seller));
    }

    @Test
    void with_the_word_of_both_the_licence_has_another_holder_and_its_history() {
        transferable();
        UUID third = Given.registeredVendor();
        Given.update("UPDATE vendor SET legal_name = 'Buyer Ltd' WHERE id = CAST(? AS uuid)", buyer.toString());
        offer(third).then().statusCode(201).body("acceptedAt", nullValue());
        offer(buyer).then().statusCode(201); // in its place
        accept(third).then().statusCode(404);
        accept(seller).then().statusCode(404);
        licence("holder").isEqualTo(name(seller));
        vendor(buyer).get(path("/transfer")).then().statusCode(200).body("toVendor", equalTo(buyer.toString()));
        vendor(third).get(path("/transfer")).then().statusCode(404);
        accept(buyer).then().statusCode(200).body("acceptedAt", notNullValue());
        accept(buyer).then().statusCode(404);
        licence("holder").isEqualTo("Buyer Ltd");
        Given.anybody()
                .get(path("/holders"))
                .then()
                .statusCode(200)
                .body("holder", contains(name(seller), "Buyer Ltd"));
        Given.anybody()
                .queryParam("q", number)
                .get("/register")
                .then()
                .body("items[0].licences.holder", contains("Buyer Ltd"));
        vendor(buyer).get("/licences").then().body("items.number", contains(number));
        vendor(buyer).get(path("/notices")).then().body("items.kind", hasItem("TRANSFERRED"));
        vendor(seller).get(path("/notices")).then().statusCode(404);
        String application = Given.texts("SELECT application_id FROM licence WHERE number = ?", number)
                .getFirst();
        JsonPath told = new JsonPath(Given.messages(application).getLast());
        assertThat(told.getString("kind")).isEqualTo("TRANSFER");
        assertThat(told.getString("newHolder")).isEqualTo("Buyer Ltd");
        assertThat(Given.events("licences/" + number))
                .containsExactly(
                        "licence.granted",
                        "licence.transfer-offered",
                        "licence.transfer-offered",
                        "licence.transferred");
    }

    @Test
    void who_wants_to_pass_on_what_is_suspended_or_given_back_is_refused_and_there_is_no_self_dealing() {
        transferable();
        offer(seller).then().statusCode(400).body("errors.rule", contains("another-vendor"));
        offer(UUID.randomUUID()).then().statusCode(400);
        Given.update("UPDATE licence SET status = 'SUSPENDED' WHERE number = ?", number);
        offer(buyer).then().statusCode(409).body("detail", equalTo("It is suspended."));
        Given.update("UPDATE licence SET status = 'ACTIVE' WHERE number = ?", number);
        offer(buyer).then().statusCode(201);
        Given.update("UPDATE licence SET winding_down = true WHERE number = ?", number);
        accept(buyer).then().statusCode(409).body("type", equalTo("/problems/winding-down"));
    }

    @Test
    void what_the_holder_has_open_bars_the_acceptance_although_the_other_vendor_does_not_see_it() {
        transferable();
        offer(buyer).then().statusCode(201);
        Given.update("""
                INSERT INTO licence_order (id, licence_id, sanction, urgent, ground, reasons, status, received_at, stayed, version)
                SELECT gen_random_uuid(), id, 'REVOKE', false, 'x', 'x', 'PROPOSED', now(), false, 0 FROM licence WHERE number = ?""", number);
        accept(buyer).then().statusCode(409).body("type", equalTo("/problems/revocation-open"));
        Given.update("""
                UPDATE licence_order SET status = 'REJECTED', ended_at = now()
                WHERE licence_id = (SELECT id FROM licence WHERE number = ?)""", number);
        ownApplication("UNDER_APPEAL");
        accept(buyer).then().statusCode(409).body("type", equalTo("/problems/application-about-licence"));
        ownApplication("APPROVED");
        accept(buyer).then().statusCode(200);
    }

    @Test
    void what_the_licence_rests_on_goes_with_it_and_the_proceeding_of_the_former_holder_does_not() {
        transferable();
        String application = Given.texts("SELECT application_id FROM licence WHERE number = ?", number)
                .getFirst();
        String conditions = "/applications/" + application + "/conditions";
        Given.review()
                .body(Examples.with("receiveCondition", "applicationId", application)
                        .put("messageId", UUID.randomUUID().toString())
                        .put("conditionId", UUID.randomUUID().toString())
                        .toString())
                .post(conditions)
                .then()
                .statusCode(202);
        vendor(seller).get(conditions).then().statusCode(200).body("code", contains("C1"));
        vendor(buyer).get(conditions).then().statusCode(404);
        offer(buyer).then().statusCode(201);
        accept(buyer).then().statusCode(200);
        vendor(buyer).get(conditions).then().statusCode(200).body("code", contains("C1"));
        vendor(seller).get(conditions).then().statusCode(404);
        vendor(buyer)
                .body(Examples.of("showEvidence").toString())
                .post(conditions + "/C1/evidence")
                .then()
                .statusCode(201);
        vendor(seller)
                .body(Examples.of("showEvidence").toString())
                .post(conditions + "/C1/evidence")
                .then()
                .statusCode(404);
        for (String path : List.of("", "/timeline", "/decision", "/information-requests", "/hearings", "/appeals")) {
            vendor(buyer).get("/applications/" + application + path).then().statusCode(404);
        }
        vendor(seller).get("/applications/" + application + "/timeline").then().statusCode(200);
    }

    @Test
    void the_new_holder_renews_it_and_the_former_one_does_not() {
        transferable();
        Given.update("UPDATE licence SET valid_to = current_date + 30 WHERE number = ?", number);
        String version = Given.texts("SELECT version_id FROM licence WHERE number = ?", number)
                .getFirst();
        draft(buyer, version, "RENEWAL").statusCode(404);
        offer(buyer).then().statusCode(201);
        accept(buyer).then().statusCode(200);
        draft(seller, version, "RENEWAL").statusCode(422).body("errors.rule", contains("own-licence"));
        draft(buyer, version, "INITIAL").statusCode(404);
        String id = draft(buyer, version, "RENEWAL").statusCode(201).extract().path("id");
        Given.documents(buyer);
        Given.change(buyer, id, Examples.of("changeApplication")).then().statusCode(200);
        vendor(buyer)
                .post("/applications/" + id + "/submission")
                .then()
                .statusCode(200)
                .body("status", equalTo("SUBMITTED"));
        assertThat(Given.texts(
                        "SELECT CAST(body AS json) ->> 'modelName' FROM outbox WHERE recipient = 'review' AND subject = ?",
                        "applications/" + id))
                .containsExactlyElementsOf(Given.texts("SELECT model_name FROM licence WHERE number = ?", number));
        vendor(buyer).get("/models").then().statusCode(200).body("items", empty());
    }

    private ValidatableResponse draft(UUID by, String version, String kind) {
        ObjectNode draft = Examples.with("draftApplication", "modelVersionId", version);
        draft.put("schemeCode", "SALE").put("kind", kind);
        if (kind.equals("RENEWAL")) {
            draft.putObject("concerned").put("licenceNumber", number);
        }
        return vendor(by).body(draft.toString()).post("/applications").then();
    }

    private void ownApplication(String status) {
        Given.update(
                "UPDATE application SET status = '%s' WHERE id = (SELECT application_id FROM licence WHERE number = ?)"
                        .formatted(status),
                number);
    }

    /// A scheme that allows it.
    private void transferable() {
        Given.demoScheme();
        Given.update("""
                INSERT INTO scheme_copy (code, version, effective_from, content, copied_at)
                SELECT ?, 1, effective_from, jsonb_set(jsonb_set(content, '{code}', '"SALE"'), '{holding,transferable}', 'true'), now()
                FROM scheme_copy WHERE code = 'DEMO' AND version = 1 ON CONFLICT DO NOTHING""", "SALE");
        Given.update("UPDATE licence SET scheme_code = 'SALE' WHERE number = ?", number);
    }

    private Response offer(UUID to) {
        return vendor(seller)
                .body(Examples.with("offerTransfer", "toVendor", to).toString())
                .post(path("/transfer"));
    }

    private Response accept(UUID by) {
        return vendor(by).post(path("/transfer/acceptance"));
    }

    private static String name(UUID vendor) {
        return Given.texts("SELECT legal_name FROM vendor WHERE id = CAST(? AS uuid)", vendor.toString())
                .getFirst();
    }

    private AbstractStringAssert<?> licence(String member) {
        return assertThat(Given.anybody().get(path("")).<String>path(member));
    }

    private String path(String below) {
        return "/licences/" + number + below;
    }
}
