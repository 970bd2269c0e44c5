package org.llmregistry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of `docs/vendor-guide.md`, as a newcomer types them.
class VendorGuideTest {

    @TempDir
    Path folder;

    @Test
    void a_newcomer_gets_from_credentials_to_a_submitted_application() throws IOException, InterruptedException {
        Guide guide = new Guide(
                folder,
                Map.of(
                        "STACK", Stack.running().stackFile().toString(),
                        "DOCS", Guide.ROOT.resolve("docs").toString()));

        String output = guide.follow("vendor-guide.md");

        assertThat(output)
                .containsSubsequence("\"complete\":false", "/dossier/signatories", "\"complete\":true", "\"errors\":[]")
                .containsPattern("APP-20\\d\\d-\\d{6}\n")
                .contains("Submitted; the dossier is frozen.");
    }
}
