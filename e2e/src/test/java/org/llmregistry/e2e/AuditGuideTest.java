package org.llmregistry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of `docs/audit-guide.md`, as an auditor types them.
class AuditGuideTest {

    private static final Path ROOT = Path.of(System.getProperty("repository.root"));
    private static final Pattern COMMANDS = Pattern.compile("```bash\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void an_auditor_proves_a_decision_and_the_growth_of_the_log_and_finds_a_changed_byte()
            throws IOException, InterruptedException {
        Journey journey = new Journey();
        journey.walkToDecision();
        journey.awaitEvents("cases/" + journey.caseId, 13);
        journey.awaitCovered("cases/" + journey.caseId);
        String guide = COMMANDS.matcher(Files.readString(ROOT.resolve("docs/audit-guide.md")))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());
        String output = run(guide);
        assertThat(output)
                .contains("included    as entry ", "grown       from ")
                .contains("signed      by audit.registry.example, Ed25519 key ")
                .doesNotContain("NOT VERIFIED");
        assertThat(output.lines().filter("VERIFIED"::equals)).hasSize(2);

        byte[] entry = Files.readAllBytes(folder.resolve("entry"));
        entry[entry.length / 2] ^= 1;
        Files.write(folder.resolve("entry"), entry);
        assertThat(run("java -jar \"$VERIFIER\" entry log.key entry.tlog-proof entry || echo \"status $?\""))
                .contains("NOT VERIFIED: the entry does not lead to the signed root", "status 1");
    }

    private String run(String commands) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        shell.environment().put("AUDIT", Stack.audit(""));
        shell.environment().put("TOKEN", Stack.running().token("auditor"));
        shell.environment()
                .put("VERIFIER", ROOT.resolve("verifier/target/verifier.jar").toString());
        shell.environment()
                .merge("PATH", Path.of(System.getProperty("java.home"), "bin") + ":", (path, jdk) -> jdk + path);
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
