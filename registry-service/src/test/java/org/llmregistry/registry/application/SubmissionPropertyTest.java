package org.llmregistry.registry.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;

/// For any dossier a validation names exactly what the submission is refused for, and what it finds no fault with is
/// accepted and stays as it is. Random dossiers, the same at each run: fields are left out, blanked, dated into the
/// future, counted wrong; documents are named that nobody uploaded.
@RegistryServiceTest
class SubmissionPropertyTest {

    private static final int TRIALS = 40;

    private final Random random = new Random(20_261_125);
    private final ObjectMapper json = new ObjectMapper();
    private UUID vendor;

    @BeforeEach
    void register() {
        vendor = Given.registeredVendor();
        Given.documents(vendor);
    }

    @Test
    void validation_and_submission_say_the_same_of_any_dossier() {
        int accepted = 0;
        Set<String> rules = new TreeSet<>();
        String id = Given.draft(vendor);
        for (int trial = 0; trial < TRIALS; trial++) {
            ObjectNode dossier = (ObjectNode) Examples.of("changeApplication").get("dossier");
            int edits = random.nextInt(5);
            for (int edit = 0; edit < edits; edit++) {
                spoil(dossier);
            }
            String shown = "trial %d: %s".formatted(trial, dossier);
            Response written = Given.change(vendor, id, json.createObjectNode().set("dossier", dossier));
            assertThat(written.statusCode()).as(shown).isEqualTo(200);
            Response validation = post(id, "/validations");
            Response submission = post(id, "/submission");
            List<Map<String, String>> faults = validation.path("errors");
            assertThat(validation.statusCode()).as(shown).isEqualTo(200);
            assertThat(validation.<Boolean>path("complete")).as(shown).isEqualTo(faults.isEmpty());
            faults.forEach(fault -> {
                rules.add(fault.get("rule"));
                assertThat(fault.get("pointer")).as(shown).startsWith("/dossier");
                assertThat(fault.get("detail")).as("how to mend " + fault).matches("\\p{Lu}.{10,}");
            });
            if (faults.isEmpty()) {
                assertThat(submission.statusCode()).as(shown).isEqualTo(200);
                assertThat(submission.<String>path("status")).isEqualTo("SUBMITTED");
                accepted++;
                id = Given.draft(vendor);
            } else {
                assertThat(submission.statusCode()).as(shown).isEqualTo(422);
                assertThat(submission.<List<?>>path("errors")).as(shown).isEqualTo(faults);
            }
        }
        assertThat(accepted).isBetween(5, TRIALS - 15);
        assertThat(rules)
                .containsExactly(
                        "at-most-drawn", "in-the-past", "positive", "required", "required-document", "uploaded");
    }

    @Test
    void what_was_submitted_is_changed_by_nobody() {
        String id = Given.submitted(vendor);
        assertThat(Given.change(vendor, id, Examples.of("changeApplication")).statusCode())
                .isEqualTo(409);
        assertThatThrownBy(() -> Given.update("UPDATE application SET dossier = '{}' WHERE id = CAST(? AS uuid)", id))
                .hasRootCauseMessage("ERROR: application: the dossier is frozen\n  Where: PL/pgSQL function"
                        + " refuse_other_dossier() line 3 at RAISE");
        assertThatThrownBy(() -> Given.asOwner("UPDATE application SET dossier = '{}' WHERE id = '%s'".formatted(id)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("the dossier is frozen");
        for (String change :
                List.of("UPDATE application_revision SET dossier = '{}'", "DELETE FROM application_revision")) {
            assertThatThrownBy(() -> Given.asOwner(change)).hasMessageContaining("never changed or removed");
        }
    }

    /// One thing goes wrong, or is left out that may be.
    private void spoil(ObjectNode dossier) {
        switch (random.nextInt(6)) {
            case 0 -> leaveOut(dossier);
            case 1 -> ((ObjectNode) pick((ArrayNode) dossier.get("corpus"))).put("sampled", random.nextInt(3));
            case 2 -> ((ObjectNode) pick((ArrayNode) dossier.get("evaluations"))).put("passed", random.nextInt(2_000));
            case 3 ->
                ((ObjectNode) pick((ArrayNode) dossier.get("evaluations")))
                        .put("date", "20%02d-01-01".formatted(random.nextInt(100)));
            case 4 ->
                ((ObjectNode) pick((ArrayNode) dossier.get("documents")))
                        .put("kind", random.nextBoolean() ? "OTHER" : "SERVICE_AGREEMENT");
            default ->
                ((ArrayNode) dossier.get("documents"))
                        .addObject()
                        .put("kind", "OTHER")
                        .put("sha256", "%064x".formatted(random.nextInt(3)));
        }
    }

    /// Any member but the lists that are spoilt otherwise, and what a document cannot be without.
    private void leaveOut(ObjectNode dossier) {
        List<Map.Entry<ObjectNode, String>> members = new ArrayList<>();
        collect(dossier, members);
        members.removeIf(member ->
                Set.of("kind", "sha256", "corpus", "evaluations", "documents").contains(member.getValue()));
        Map.Entry<ObjectNode, String> member = members.get(random.nextInt(members.size()));
        if (member.getKey().get(member.getValue()).isTextual() && random.nextBoolean() && !isTyped(member.getValue())) {
            member.getKey().put(member.getValue(), "  ");
        } else {
            member.getKey().remove(member.getValue());
        }
    }

    /// Dates and enumerations, which no blank text can be.
    private static boolean isTyped(String member) {
        return Set.of(
                        "type",
                        "assessor",
                        "audience",
                        "date",
                        "signedOn",
                        "collectedUntil",
                        "keywordsUpdatedOn",
                        "usersAsOf")
                .contains(member);
    }

    private static void collect(JsonNode node, List<Map.Entry<ObjectNode, String>> members) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> members.add(Map.entry(object, name)));
        }
        node.forEach(child -> collect(child, members));
    }

    private JsonNode pick(ArrayNode list) {
        return list.get(random.nextInt(list.size()));
    }

    private Response post(String id, String step) {
        return Given.vendor(vendor).post("/applications/" + id + step);
    }
}
