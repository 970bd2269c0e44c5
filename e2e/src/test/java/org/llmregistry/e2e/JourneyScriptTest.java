package org.llmregistry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The commands that README shows a newcomer.
class JourneyScriptTest {

    @Test
    void the_journey_by_curl_ends_with_a_licence_and_its_history() throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("repository.root"));
        ProcessBuilder script =
                new ProcessBuilder("docs/journey.sh").directory(root.toFile()).redirectErrorStream(true);
        script.environment().put("STACK", Stack.running().stackFile().toString());
        Process walk = script.start();
        String output = new String(walk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(walk.waitFor()).as(output).isZero();
        assertThat(output)
                .containsPattern("licence DEMO-20\\d\\d-\\d{6}-")
                .contains("   case.opened", "   case.decided");
    }
}
