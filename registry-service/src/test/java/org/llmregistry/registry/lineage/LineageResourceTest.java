package org.llmregistry.registry.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.imports.Lists;
import org.llmregistry.registry.licence.DecidedApplications;
import org.llmregistry.registry.lineage.Family.Member;

@RegistryServiceTest
class LineageResourceTest {

    @Inject
    Family family;

    @Inject
    DecidedApplications given;

    @Test
    void anybody_reads_what_a_model_rests_on_and_what_rests_on_it() {
        Member top = family.licensed();
        Member left = family.derived("CONTINUED", top);
        Member bottom = family.derived("MERGED", left, top);
        family.order(left, "SUSPEND", "2025-08-01");
        lineage(top, 100)
                .body("name", equalTo(top.about().model()))
                .body("ancestors.models", empty())
                .body("descendants.complete", equalTo(true))
                .body(
                        "descendants.models.id",
                        containsInAnyOrder(
                                left.entry().toString(), bottom.entry().toString()))
                .body("descendants.models.depth", contains(1, 1))
                .body(
                        "descendants.models.find { it.id == '%s' }.edges.relation".formatted(left.entry()),
                        contains("CONTINUED"));
        lineage(bottom, 100)
                .body("ancestors.models.depth", contains(1, 1))
                .body("ancestors.models.edges.flatten().relation", contains("MERGED", "MERGED"))
                .body(
                        "ancestors.models.find { it.id == '%s' }.licenceNumber".formatted(left.entry()),
                        equalTo(left.number()))
                .body("ancestors.models.find { it.id == '%s' }.status".formatted(left.entry()), equalTo("SUSPENDED"));
        lineage(left, 100).body("descendants.models.effectiveStatus", contains("SUSPENDED"));
        Given.anybody()
                .get("/register/" + UUID.randomUUID() + "/lineage")
                .then()
                .statusCode(404);
        Given.anybody()
                .get("/register/" + top.entry() + "/lineage?depth=101")
                .then()
                .statusCode(400);
    }

    @Test
    void a_walk_says_where_it_stopped() {
        Member base = family.licensed();
        family.stock(Lists.unique("Line"), 12, true, base);
        lineage(base, 5)
                .body("descendants.models.depth", contains(1, 2, 3, 4, 5))
                .body("descendants.complete", equalTo(false));
        lineage(base, 12).body("descendants.models.size()", equalTo(12)).body("descendants.complete", equalTo(true));
        Member star = family.licensed();
        family.stock(Lists.unique("Star"), 501, false, star);
        lineage(star, 1).body("descendants.models.size()", equalTo(500)).body("descendants.complete", equalTo(false));
    }

    /// EU-GPAI does not publish what a model was made from.
    @Test
    void a_base_that_the_scheme_keeps_from_the_public_is_shown_in_neither_direction() {
        Member base = family.licensed();
        Member heir = family.derived("FINE_TUNED", base);
        lineage(heir, 5).body("ancestors.models.id", contains(base.entry().toString()));
        lineage(base, 5).body("descendants.models.id", contains(heir.entry().toString()));
        restingOn(base).body("items.id", contains(heir.entry().toString()));
        Given.scheme("eu-gpai-1.yaml");
        Given.update("UPDATE licence SET scheme_code = 'EU-GPAI' WHERE number = ?", heir.number());
        lineage(heir, 5).body("ancestors.models.size()", equalTo(0));
        lineage(base, 5).body("descendants.models.size()", equalTo(0)).body("descendants.complete", equalTo(true));
        restingOn(base).body("items", empty()).body("total.count", equalTo(0));
    }

    private static ValidatableResponse restingOn(Member base) {
        return Given.anybody()
                .queryParam("baseModel", base.entry().toString())
                .get("/register")
                .then()
                .statusCode(200);
    }

    @Test
    void a_version_is_merged_from_several_models_and_nothing_else_is() {
        UUID vendor = Given.registeredVendor();
        Member one = family.licensed();
        Member other = family.licensed();
        ObjectNode version = Examples.of("registerVersion");
        version.putObject("lineage")
                .put("relation", "MERGED")
                .put("baseModelId", one.entry().toString())
                .putPOJO("otherBaseModelIds", List.of(other.entry()))
                .putPOJO("otherBaseModelNames", List.of("Qwen"));
        register(vendor, Given.model(vendor), version)
                .then()
                .statusCode(201)
                .body("lineage.otherBaseModelIds", contains(other.entry().toString()))
                .body("lineage.otherBaseModelNames", contains("Qwen"));
        version.withObject("/lineage").putPOJO("otherBaseModelIds", List.of(one.entry()));
        register(vendor, Given.model(vendor), version)
                .then()
                .statusCode(422)
                .body("errors.rule", contains("base-models"));
        version.withObject("/lineage").putPOJO("otherBaseModelIds", List.of(UUID.randomUUID()));
        register(vendor, Given.model(vendor), version)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/unknown-base-model"));
        version.withObject("/lineage")
                .put("relation", "FINE_TUNED")
                .putPOJO("otherBaseModelIds", List.of(other.entry()));
        register(vendor, Given.model(vendor), version)
                .then()
                .statusCode(422)
                .body("errors.rule", contains("base-models"));
    }

    @Test
    void nothing_rests_on_itself() {
        Member first = family.licensed();
        Member second = family.derived("FINE_TUNED", first);
        Member third = family.derived("FINE_TUNED", second);
        circle(first, first);
        circle(first, second);
        circle(first, third);
        Given.demoScheme();
        Given.scheme("cn-2024-1.yaml");
        Given.vendor(first.about().vendor())
                .body(Examples.with("draftApplication", "modelVersionId", given.anotherVersion(first.about()))
                        .put("schemeCode", "CN-2024")
                        .put("track", "REGISTRATION")
                        .put("kind", "REGISTRATION")
                        .putPOJO("concerned", Map.of("baseLicenceNumber", third.number()))
                        .toString())
                .post("/applications")
                .then()
                .statusCode(422)
                .body("errors.rule", contains("no-circle"));
    }

    @Test
    void of_two_versions_that_would_close_a_circle_together_one_is_refused() throws Exception {
        for (int round = 0; round < 3; round++) {
            Member one = family.licensed();
            Member other = family.licensed();
            CyclicBarrier together = new CyclicBarrier(2);
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                Future<Integer> first = threads.submit(() -> {
                    together.await();
                    return derive(one, other).statusCode();
                });
                Future<Integer> second = threads.submit(() -> {
                    together.await();
                    return derive(other, one).statusCode();
                });
                assertThat(List.of(first.get(), second.get())).containsExactlyInAnyOrder(201, 409);
            }
        }
    }

    @Test
    void a_registrar_says_which_entry_is_the_base_that_a_list_names_in_words() {
        Lists.importReal();
        String yayi = Given.anybody()
                .queryParam("q", "Beijing-YaYi-20231205")
                .get("/register")
                .path("items[0].id");
        Member llama = family.licensed(
                given.proposed("LLaMA-2", "Meta Platforms, Inc."), java.time.Instant.parse("2025-07-20T09:15:00Z"));
        Given.anybody().get("/register/" + yayi + "/lineage").then().body("ancestors.models", empty());
        for (int time = 0; time < 2; time++) {
            link(yayi, llama.entry()).then().statusCode(201).body("relation", equalTo("FINE_TUNED"));
        }
        link(llama.entry().toString(), UUID.fromString(yayi))
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/lineage-circle"));
        link(yayi, UUID.randomUUID()).then().statusCode(422);
        link(UUID.randomUUID().toString(), llama.entry()).then().statusCode(404);
        family.order(llama, "REVOKE", "2025-08-01");
        Given.anybody()
                .get("/register/" + yayi)
                .then()
                .body("licences[0].status", equalTo("ACTIVE"))
                .body("licences[0].effectiveStatus", equalTo("ACTIVE"))
                .body("licences[0].inherited[0].baseLicenceNumber", equalTo(llama.number()))
                .body("licences[0].inherited[0].effect", equalTo("NOTICE"))
                .body("licences[0].inherited[0].suspendedFrom", nullValue());
        lineage(llama, 100).body("descendants.models.name", contains("雅意2.0"));
        Given.registrar()
                .delete("/register/" + yayi + "/bases/" + llama.entry())
                .then()
                .statusCode(204);
        Given.registrar()
                .delete("/register/" + yayi + "/bases/" + llama.entry())
                .then()
                .statusCode(404);
        family.follow();
        Given.anybody().get("/register/" + yayi).then().body("licences[0].inherited", empty());
        assertThat(Given.events("register/" + yayi)).endsWith("register.base-linked", "register.base-unlinked");
    }

    private static Response link(String entry, UUID base) {
        return Given.registrar()
                .body(Examples.with("linkBase", "baseModelId", base).toString())
                .post("/register/" + entry + "/bases");
    }

    private void circle(Member model, Member base) {
        derive(model, base).then().statusCode(409).body("type", equalTo("/problems/lineage-circle"));
    }

    private Response derive(Member model, Member base) {
        ObjectNode version = Examples.with("registerVersion", "label", Given.unique("again"));
        version.putObject("lineage")
                .put("relation", "FINE_TUNED")
                .put("baseModelId", base.entry().toString());
        String id = family.one(
                "SELECT model_id FROM model_version WHERE id = '%s'",
                model.about().version());
        return register(model.about().vendor(), id, version);
    }

    private static Response register(UUID vendor, String model, ObjectNode version) {
        return Given.vendor(vendor).body(version.toString()).post("/models/" + model + "/versions");
    }

    private static ValidatableResponse lineage(Member member, int depth) {
        return Given.anybody()
                .queryParam("depth", depth)
                .get("/register/" + member.entry() + "/lineage")
                .then()
                .statusCode(200);
    }
}
