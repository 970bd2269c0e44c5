package org.llmregistry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of `docs/audit-guide.md`, as an auditor types them.
class AuditGuideTest {

    @TempDir
    Path folder;

    @Test
    void an_auditor_proves_a_decision_and_the_growth_of_the_log_and_finds_a_changed_byte()
            throws IOException, InterruptedException {
        Journey journey = new Journey();
        journey.walkToDecision();
        journey.awaitEvents("cases/" + journey.caseId, 13);
        journey.awaitCovered("cases/" + journey.caseId);
        Guide guide = new Guide(
                folder,
                Map.of(
                        "AUDIT", Stack.audit(""),
                        "TOKEN", Stack.running().token("auditor"),
                        "VERIFIER",
                                Guide.ROOT
                                        .resolve("verifier/target/verifier.jar")
                                        .toString()));
        String output = guide.follow("audit-guide.md");
        assertThat(output)
                .contains("included    as entry ", "grown       from ")
                .contains("signed      by audit.registry.example, Ed25519 key ")
                .doesNotContain("NOT VERIFIED");
        assertThat(output.lines().filter("VERIFIED"::equals)).hasSize(2);

        byte[] entry = Files.readAllBytes(folder.resolve("entry"));
        entry[entry.length / 2] ^= 1;
        Files.write(folder.resolve("entry"), entry);
        assertThat(guide.run("java -jar \"$VERIFIER\" entry log.key entry.tlog-proof entry || echo \"status $?\""))
                .contains("NOT VERIFIED: the entry does not lead to the signed root", "status 1");
    }
}
