package org.llmregistry.registry.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmregistry.kernel.web.Digests;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.content.ContentSettings.Kind;

/// What every store promises, and that each keeps it: PostgreSQL, a folder, and a bucket on a real S3 server.
@RegistryServiceTest
class ContentStoreTest {

    @TempDir
    static Path folder;

    private static S3Server s3;

    @BeforeAll
    static void start() throws IOException {
        s3 = new S3Server(folder);
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_written_is_read_byte_for_byte(Kind kind) throws IOException {
        byte[] content = random(3 * (1 << 20) + 17);
        String sha256 = write(store(kind), content);
        try (InputStream read = store(kind).read(sha256)) {
            assertThat(read.readAllBytes()).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @EnumSource
    void contents_stream_both_ways(Kind kind) throws IOException {
        byte[] mebibyte = random(1 << 20);
        Path large = folder.resolve("large-" + kind);
        try (OutputStream out = Files.newOutputStream(large)) {
            for (int i = 0; i < 96; i++) {
                out.write(mebibyte);
            }
        }
        ContentStore store = store(kind);
        String sha256 = keepRow(Digests.sha256Hex(UUID.randomUUID().toString()), Kind.DATABASE);
        HeapGrowth heap = new HeapGrowth();
        store.write(large, sha256, 96 << 20);
        store.settle(large, sha256, 96 << 20);
        heap.sample();
        try (InputStream read = store.read(sha256)) {
            for (int i = 0; i < 96; i++) {
                assertThat(read.readNBytes(1 << 20)).isEqualTo(mebibyte);
                if (i % 32 == 0) {
                    heap.sample();
                }
            }
            assertThat(read.read()).isEqualTo(-1);
        }
        assertThat(heap.mebibytes()).isLessThanOrEqualTo(32);
    }

    @ParameterizedTest
    @EnumSource(names = "DATABASE", mode = EnumSource.Mode.EXCLUDE)
    void an_object_of_a_transaction_that_rolled_back_is_told_and_goes(Kind kind) throws IOException {
        String sha256 = write(store(kind), random(10));
        assertThat(writtenBefore(kind, Instant.now().minusSeconds(60))).doesNotContain(sha256);
        assertThat(writtenBefore(kind, Instant.now().plusSeconds(60))).contains(sha256);
        store(kind).delete(sha256);
        assertThat(writtenBefore(kind, Instant.now().plusSeconds(60))).doesNotContain(sha256);
    }

    @ParameterizedTest
    @EnumSource(names = "DATABASE", mode = EnumSource.Mode.EXCLUDE)
    void an_object_that_was_swept_before_the_commit_or_is_broken_is_there_at_the_commit(Kind kind) throws IOException {
        byte[] content = random(100);
        Path file = file(content);
        String sha256 = HexFormat.of().formatHex(Digests.sha256(content));
        store(kind).write(file(random(7)), sha256, 7);
        store(kind).settle(file, sha256, 100);
        try (InputStream read = store(kind).read(sha256)) {
            assertThat(read.readAllBytes()).isEqualTo(content);
        }
        store(kind).delete(sha256);
        store(kind).settle(file, sha256, 100);
        try (InputStream read = store(kind).read(sha256)) {
            assertThat(read.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void the_bucket_wants_the_right_key_and_we_want_its_word() {
        ContentStore stranger = new BucketStore(s3.settings("another-secret"));
        assertThatThrownBy(() -> stranger.write(file(random(10)), "a".repeat(64), 10))
                .isInstanceOf(IOException.class)
                .hasMessage("the bucket did not take the content");
        assertThatThrownBy(() -> store(Kind.BUCKET).read("b".repeat(64)))
                .isInstanceOf(IOException.class)
                .hasMessage("the bucket did not give the content");
    }

    @Test
    void what_no_row_tells_of_is_swept_and_what_is_kept_stays() throws IOException {
        String orphan = write(store(Kind.FOLDER), random(10));
        String kept = keepRow(write(store(Kind.FOLDER), random(10)), Kind.FOLDER);
        String keptElsewhere = keepRow(write(store(Kind.FOLDER), random(10)), Kind.BUCKET);
        Contents contents = contents();
        contents.sweep(new FolderStore(folder.resolve("store")), orphan);
        contents.sweep(new FolderStore(folder.resolve("store")), kept);
        contents.sweep(new FolderStore(folder.resolve("store")), keptElsewhere);
        assertThat(writtenBefore(Kind.FOLDER, Instant.now().plusSeconds(60)))
                .contains(kept)
                .doesNotContain(orphan, keptElsewhere);
        assertThat(Given.texts("SELECT count(*) FROM document_content WHERE sha256 = ?", orphan))
                .containsExactly("0");
    }

    private static List<String> writtenBefore(Kind kind, Instant instant) throws IOException {
        List<String> names = new ArrayList<>();
        store(kind).eachWrittenBefore(instant, names::add);
        return names;
    }

    private static ContentStore store(Kind kind) {
        return switch (kind) {
            case DATABASE ->
                new DatabaseStore(
                        Arc.container().instance(AgroalDataSource.class).get());
            case FOLDER -> new FolderStore(folder.resolve("store"));
            case BUCKET -> new BucketStore(s3.settings());
        };
    }

    private static Contents contents() {
        return Arc.container().instance(Contents.class).get();
    }

    private static String write(ContentStore store, byte[] content) throws IOException {
        String sha256 = HexFormat.of().formatHex(Digests.sha256(content));
        if (store.kind() == Kind.DATABASE) {
            keepRow(sha256, Kind.DATABASE);
        }
        store.write(file(content), sha256, content.length);
        store.settle(file(content), sha256, content.length);
        return sha256;
    }

    private static String keepRow(String sha256, Kind kind) {
        Given.update(
                "INSERT INTO document_content (sha256, size, stored_at, store) VALUES (?, 1, now(), '%s')"
                        .formatted(kind),
                sha256);
        return sha256;
    }

    private static Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("content-" + Arrays.hashCode(content)), content);
    }

    private static byte[] random(int size) {
        byte[] content = new byte[size];
        new Random().nextBytes(content);
        return content;
    }
}
