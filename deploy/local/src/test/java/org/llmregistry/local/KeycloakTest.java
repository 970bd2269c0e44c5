package org.llmregistry.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Here rather than at the first end-to-end test: it takes half a minute, and other modules are at work beside it.
class KeycloakTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path UNPACKED = ROOT.resolve(".local/keycloak");

    @Test
    void the_distribution_is_unpacked_and_built_once_for_a_checkout(@TempDir Path home) throws IOException {
        Secrets secrets = new Secrets(home);
        Ports ports = Ports.free();
        Keycloak keycloak =
                new Keycloak(ROOT, home, ports, secrets, new Postgres(home, ports.postgres(), secrets), new Web());

        keycloak.prepare();
        assertThat(UNPACKED.resolve("lib/quarkus/quarkus-application.dat")).isNotEmptyFile();
        FileTime built = Files.getLastModifiedTime(UNPACKED.resolve("prepared"));

        keycloak.prepare();
        assertThat(Files.getLastModifiedTime(UNPACKED.resolve("prepared"))).isEqualTo(built);
    }
}
