package org.llmregistry.audit.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.llmregistry.audit.entry.Events.anybody;
import static org.llmregistry.audit.entry.Events.append;
import static org.llmregistry.audit.entry.Events.auditor;
import static org.llmregistry.audit.entry.Events.batch;
import static org.llmregistry.audit.entry.Events.event;
import static org.llmregistry.audit.entry.Events.newSubject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmregistry.audit.AuditServiceTest;
import org.llmregistry.audit.checkpoint.Checkpoints;
import org.llmregistry.audit.checkpoint.Publishing;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.audit.series.Logs;
import org.llmregistry.verifier.Verify;

/// A folder that any web server can serve, and that the verifier finds whole.
@AuditServiceTest
class StaticExportTest {

    @Inject
    StaticExport export;

    @Inject
    Checkpoints checkpoints;

    @Inject
    Logs logs;

    @Inject
    Publishing publishing;

    @TempDir
    Path folder;

    @BeforeEach
    void grow() throws SQLException {
        do {
            ObjectNode[] events = new ObjectNode[100];
            String subject = newSubject();
            for (int i = 0; i < events.length; i++) {
                events[i] = event(subject, i + 1);
            }
            append(batch(events)).then().statusCode(200);
            publishing.now();
        } while (checkpoints.entries(logs.first()) < 300);
    }

    @Test
    void the_folder_has_what_the_service_serves_and_verifies_without_it() throws IOException {
        bringUp();
        long size = checkpoints.entries(logs.first());
        assertThat(verified()).isZero();
        assertThat(Files.readString(folder.resolve("checkpoint")))
                .isEqualTo(anybody().get("/checkpoint").asString());
        String last = "%03d.p/%d".formatted(size / 256, size % 256);
        for (String name : List.of("tile/0/000", "tile/0/" + last, "tile/1/000.p/" + size / 256)) {
            assertThat(Files.readAllBytes(folder.resolve(name)))
                    .as(name)
                    .isEqualTo(anybody().get("/" + name).asByteArray());
        }
        assertThat(Files.readAllBytes(folder.resolve("tile/entries/" + last)))
                .isEqualTo(auditor().get("/tile/entries/" + last).asByteArray());
    }

    @Test
    void a_copy_grows_with_the_log_and_keeps_no_partial_tile_of_a_full_one() throws IOException, SQLException {
        bringUp();
        long before = checkpoints.entries(logs.first());
        Path partial = folder.resolve("tile/0/%03d.p".formatted(before / 256));
        assertThat(partial).exists();
        while (checkpoints.entries(logs.first()) / 256 == before / 256) {
            grow();
        }
        bringUp();
        assertThat(verified()).isZero();
        assertThat(partial).doesNotExist();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".next"))).isEmpty();
        }
    }

    @Test
    void a_run_that_broke_off_is_taken_up() throws IOException {
        bringUp();
        Files.delete(folder.resolve("checkpoint"));
        Files.delete(folder.resolve("tile/entries/000"));
        bringUp();
        assertThat(verified()).isZero();
    }

    @Test
    void a_file_that_differs_from_the_log_stops_the_copy() throws IOException {
        bringUp();
        Files.delete(folder.resolve("checkpoint"));
        Files.write(folder.resolve("tile/0/000"), new byte[8192]);
        assertThatThrownBy(this::bringUp).hasMessage("tile/0/000 of the copy has other bytes than the log");
        assertThat(folder.resolve("checkpoint")).doesNotExist();
    }

    /// The copy remembers what a restored database has forgotten.
    @Test
    void a_log_that_is_not_the_one_that_was_copied_stops_the_copy() throws IOException {
        for (long size : List.of(checkpoints.entries(logs.first()), checkpoints.entries(logs.first()) + 5)) {
            String kept = "audit.registry.example\n%d\n%s\n".formatted(size, Hash.EMPTY.base64());
            Files.writeString(folder.resolve("checkpoint"), kept);
            assertThatThrownBy(this::bringUp)
                    .hasMessage("the copy has another tree of size %d, the log has %d public entries"
                            .formatted(size, checkpoints.entries(logs.first())));
            assertThat(Files.readString(folder.resolve("checkpoint"))).isEqualTo(kept);
        }
    }

    private void bringUp() throws IOException {
        export.bringUp(new CopyFolder(folder), checkpoints.newest(logs.first()).orElseThrow());
    }

    private int verified() {
        return Verify.run("log", folder.resolve("log.key").toString(), folder.toString());
    }
}
