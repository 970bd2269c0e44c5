package org.llmregistry.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @Test
    void a_secret_is_drawn_once_kept_and_readable_by_the_owner_only(@TempDir Path folder) throws IOException {
        String drawn = new Secrets(folder).of("database");
        assertThat(drawn).hasSize(32).isNotEqualTo(new Secrets(folder).of("another"));
        assertThat(new Secrets(folder).of("database")).isEqualTo(drawn);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets.properties"))))
                .isEqualTo("rw-------");
    }
}
