package org.llmregistry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of `docs/audit-guide.md`, as an auditor types them.
class AuditGuideTest {

    @TempDir
    Path folder;

    @Test
    void an_auditor_proves_a_decision_a_licence_and_the_growth_of_the_log_and_finds_a_changed_byte()
            throws IOException, InterruptedException {
        Journey journey = new Journey();
        journey.walkToDecision();
        declareNoConflict(journey);
        String number = awaitCertified(journey);
        journey.awaitEvents("cases/" + journey.caseId, 13);
        journey.awaitCovered("cases/" + journey.caseId);
        Guide guide = new Guide(
                folder,
                Map.of(
                        "AUDIT", Stack.audit(""),
                        "REGISTRY", Stack.registry(""),
                        "NUMBER", number,
                        "COPY",
                                Stack.running()
                                        .logs()
                                        .resolveSibling("audit-log")
                                        .toString(),
                        "TOKEN", Stack.running().token("auditor"),
                        "VERIFIER",
                                Guide.ROOT
                                        .resolve("verifier/target/verifier.jar")
                                        .toString()));
        String output = guide.follow("audit-guide.md");
        assertThat(output)
                .contains("included    as entry ", "grown       from ")
                .contains("\"subject\":\"licences/" + number + "\"", "\"type\":\"licence.granted\"")
                .containsPattern("licences: [1-9]\\d*, no difference")
                .containsPattern("applications: [1-9]\\d*, no difference")
                .containsPattern("\n\"personalCommitment\":\"[0-9a-f]{64}\"\n")
                .contains("\"kind\":\"FULL\"", "each without a gap", "\"standing\":\"NEXT\"")
                .contains("signed      by audit.registry.example, Ed25519 key ")
                .doesNotContain("NOT VERIFIED");
        assertThat(output.lines().filter("VERIFIED"::equals)).hasSize(6);

        String decision = journey.vendor()
                .get(journey.application("/decision"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        Files.writeString(folder.resolve("decision.json"), decision);
        assertThat(guide.run("java -jar \"$VERIFIER\" receipts log.key decision.json"))
                .contains(
                        "\"outcome\":\"GRANTED_WITH_CONDITIONS\"",
                        "applications/" + journey.applicationId,
                        "\nVERIFIED\n");

        byte[] entry = Files.readAllBytes(folder.resolve("entry"));
        entry[entry.length / 2] ^= 1;
        Files.write(folder.resolve("entry"), entry);
        assertThat(guide.run("java -jar \"$VERIFIER\" entry log.key entry.tlog-proof entry || echo \"status $?\""))
                .contains("NOT VERIFIED: the entry does not lead to the signed root", "status 1");
    }

    /// Until the log has the declaration.
    private static void declareNoConflict(Journey journey) {
        ObjectNode none = Contracts.example(Contracts.REVIEW, "declareConflict");
        none.remove(List.of("company", "nature"));
        none.put("caseId", journey.caseId).put("conflict", false).put("statement", "I know nobody there.");
        Journey.post(Stack.as("officer"), Stack.review("/conflict-declarations"), none, 201);
        await().atMost(Journey.PATIENCE)
                .until(() -> !Stack.as("auditor")
                        .get(Stack.audit("/entries?type=conflict.declared"))
                        .<List<Object>>path("items")
                        .isEmpty());
    }

    /// Until the registry has the receipts of the grant and of the decision.
    private static String awaitCertified(Journey journey) {
        String number = journey.awaitLicence();
        await().atMost(Journey.PATIENCE)
                .until(() -> RestAssured.get(Stack.registry("/licences/" + number + "/certificate"))
                                .then()
                                .statusCode(200)
                                .extract()
                                .<List<Object>>path("receipts")
                                .size()
                        == 1);
        await().atMost(Journey.PATIENCE)
                .until(() ->
                        journey.vendor().get(journey.application("/decision")).path("receipt") != null);
        return number;
    }
}
