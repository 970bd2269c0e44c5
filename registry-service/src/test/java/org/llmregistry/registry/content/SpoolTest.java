package org.llmregistry.registry.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmregistry.kernel.problem.CommonProblem;
import org.llmregistry.kernel.problem.ProblemType;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Digests;
import org.llmregistry.registry.RegistryProblem;

class SpoolTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

    @TempDir
    Path folder;

    @Test
    void a_body_is_on_the_disk_until_it_is_closed() throws IOException {
        try (Received received = spool().receive(body("hello"), 5L, 5)) {
            assertThat(received.size()).isEqualTo(5);
            assertThat(received.sha256()).isEqualTo(Digests.sha256Hex("hello"));
            assertThat(received.file()).hasContent("hello");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void one_byte_more_than_may_come_is_refused_announced_or_not() {
        assertRefused(CommonProblem.CONTENT_TOO_LARGE, "The body may have 4 bytes.", body("hello"), null);
        assertRefused(CommonProblem.CONTENT_TOO_LARGE, "The body may have 4 bytes.", body(""), 5L);
    }

    @Test
    void a_body_that_trickles_is_refused_however_steadily_it_comes() {
        InputStream trickle = new InputStream() {
            @Override
            public int read() {
                now.updateAndGet(then -> then.plus(Duration.ofMinutes(4)));
                return 'x';
            }

            @Override
            public int read(byte[] into, int from, int length) {
                into[from] = (byte) read();
                return 1;
            }
        };
        assertRefused(RegistryProblem.BODY_TOO_SLOW, "After PT15M only 4 bytes had come.", trickle, null);
    }

    @Test
    void what_came_of_a_broken_body_is_there_for_whoever_can_use_a_part() throws IOException {
        InputStream broken = new InputStream() {
            private int sent;

            @Override
            public int read() throws IOException {
                if (sent++ >= 3) {
                    throw new IOException("connection reset");
                }
                return 'x';
            }
        };
        try (Received received = spool().receive(broken, 10L, 10)) {
            assertThat(received.file()).hasContent("xxx");
            assertThatThrownBy(received::requireWhole).hasMessage("The body broke off after 3 bytes.");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void all_bodies_together_take_no_more_than_their_room() throws IOException {
        Spool spool = spool();
        try (Received first = spool.receive(body("x".repeat(1_000)), null, 1_000)) {
            assertThat(first.size()).isEqualTo(1_000);
            assertThatThrownBy(() -> spool.receive(body("x".repeat(25)), null, 100))
                    .hasMessage("Too many uploads are on their way at the moment.");
        }
        try (Received second = spool.receive(body("x".repeat(1_024)), null, 2_000)) {
            assertThat(second.size()).isEqualTo(1_024);
        }
    }

    @Test
    void what_a_crash_left_is_swept_and_what_is_on_its_way_is_not() throws IOException {
        Path left = Files.createFile(folder.resolve("body-1.part"));
        Files.setLastModifiedTime(left, FileTime.from(NOW.minus(Duration.ofHours(3))));
        Path arriving = Files.createFile(folder.resolve("body-2.part"));
        Files.setLastModifiedTime(arriving, FileTime.from(NOW.minus(Duration.ofHours(1))));
        spool().sweep();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(arriving);
        }
    }

    private void assertRefused(ProblemType type, String detail, InputStream body, Long announced) {
        now.set(NOW);
        assertThatThrownBy(() -> spool().receive(body, announced, 4 + (type == RegistryProblem.BODY_TOO_SLOW ? 99 : 0)))
                .hasMessage(detail)
                .extracting(refusal -> ((Refusal) refusal).type())
                .isEqualTo(type);
        assertThat(folder).isEmptyDirectory();
    }

    private Spool spool() {
        ContentSettings settings = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ContentSettings.class)
                .withDefaultValue("registry.contents.spool", folder.toString())
                .withDefaultValue("registry.contents.spool-size", "1K")
                .build()
                .getConfigMapping(ContentSettings.class);
        InstantSource source = now::get;
        return new Spool(settings, source.withZone(ZoneOffset.UTC));
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
