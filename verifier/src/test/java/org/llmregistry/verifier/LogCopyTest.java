package org.llmregistry.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmregistry.witness.TestLog;

/// A copy of 600 entries over 100 subjects: two full tiles and a partial one. Whoever knows only the checkpoint finds
/// whatever was done to it.
class LogCopyTest {

    private static final int SIZE = 600;

    @TempDir
    Path folder;

    private final List<byte[]> entries = new ArrayList<>();
    private Checkpoint checkpoint;

    @BeforeEach
    void write() throws IOException {
        for (int i = 0; i < SIZE; i++) {
            entries.add(entry(i, i < 100 ? null : i - 100, i / 100 + 1));
        }
        checkpoint = new Checkpoint("log.example", SIZE, lay(entries));
    }

    @Test
    void an_unchanged_copy_is_what_was_signed() throws IOException {
        Histories histories = new Histories();
        LogCopy.requireWhole(folder, checkpoint, histories);
        assertThat(histories.subjects()).isEqualTo(100);
        assertThat(histories.isWhole()).isTrue();
    }

    @Test
    void a_log_without_those_before_it_is_not_followed_from_the_first_events_on() throws IOException {
        entries.set(
                0,
                ("{\"event\":{\"data\":{\"actor\":\"system\",\"checkpoint\":\"of the log before\"},\"datacontenttype\":\"application/json\","
                                + "\"id\":\"0198c7a5-3b1c-7def-8a10-2f6a5d7e9c01\",\"sequence\":1,\"source\":\"/audit-service\",\"specversion\":\"1.0\","
                                + "\"subject\":\"logs/log.example/2027\",\"time\":\"2027-01-01T00:00:00Z\",\"type\":\"log.opened\"},"
                                + "\"recorded\":\"2027-01-01T00:00:00.123Z\",\"subject_n\":1,\"subject_prev\":null,\"v\":1}")
                        .getBytes(StandardCharsets.UTF_8));
        entries.set(100, entry(100, null, 2)); // its first event was in the log before
        checkpoint = new Checkpoint("log.example/2027", SIZE, lay(entries));
        Histories histories = new Histories();
        LogCopy.requireWhole(folder, checkpoint, histories);
        assertThat(histories.isWhole()).isFalse();
    }

    @Test
    void the_command_says_what_it_checked() throws IOException {
        Files.writeString(folder.resolve("log.key"), TestLog.KEY);
        Files.writeString(folder.resolve("checkpoint"), TestLog.checkpoint(TestLog.ORIGIN, SIZE, checkpoint.root()));
        assertThat(Verify.run("log", folder.resolve("log.key").toString(), folder.toString()))
                .isZero();
        Files.write(folder.resolve("tile/0/001"), new byte[8192]);
        assertThat(Verify.run("log", folder.resolve("log.key").toString(), folder.toString()))
                .isOne();
    }

    @Test
    void a_flipped_bit_in_an_entry_is_found() throws IOException {
        for (int index : new int[] {0, 255, 256, 599}) {
            List<byte[]> changed = new ArrayList<>(entries);
            byte[] entry = entries.get(index).clone();
            entry[10] ^= 1;
            changed.set(index, entry);
            bundles(changed);
            requireFault("does not fit the entries");
        }
    }

    @Test
    void a_deleted_entry_is_found_wherever_it_stood() throws IOException {
        for (int index : new int[] {0, 300, 599}) {
            List<byte[]> changed = new ArrayList<>(entries);
            changed.remove(index);
            bundles(changed);
            assertThatThrownBy(() -> LogCopy.requireWhole(folder, checkpoint, new Histories()))
                    .isInstanceOf(Failure.class);
        }
    }

    @Test
    void entries_in_another_order_are_found() throws IOException {
        List<byte[]> changed = new ArrayList<>(entries);
        Collections.swap(changed, 517, 518);
        bundles(changed);
        requireFault("does not fit the entries");
    }

    @Test
    void a_copy_that_ends_too_early_is_found() throws IOException {
        Files.delete(folder.resolve("tile/entries/002.p/88"));
        requireFault("tile/entries/002 is missing");
    }

    @Test
    void a_log_that_was_forked_and_laid_out_anew_has_another_root() throws IOException {
        List<byte[]> forked = new ArrayList<>(entries);
        forked.set(42, entry(42, null, 1, "case.forged"));
        lay(forked);
        requireFault("do not hash to the signed root");
    }

    @Test
    void a_changed_tile_is_found_at_every_level() throws IOException {
        for (String name : List.of("tile/0/000", "tile/0/002.p/88", "tile/1/000.p/2")) {
            byte[] sound = Files.readAllBytes(folder.resolve(name));
            byte[] other = sound.clone();
            other[3] ^= 1;
            Files.write(folder.resolve(name), other);
            requireFault("does not fit the entries");
            Files.write(folder.resolve(name), sound);
        }
    }

    /// The tree is true, and yet an event is missing: it never reached the log.
    @Test
    void a_gap_in_the_history_of_a_subject_is_found() throws IOException {
        entries.set(250, entry(250, 150, 4));
        checkpoint = new Checkpoint("log.example", SIZE, lay(entries));
        requireFault("entry 250 is event 4 of cases/50, but event 2 was before it");
    }

    @Test
    void a_history_that_begins_in_its_middle_is_found() throws IOException {
        entries.set(5, entry(5, null, 2));
        checkpoint = new Checkpoint("log.example", SIZE, lay(entries));
        requireFault("entry 5 is event 2 of cases/5, but there is none before it");
    }

    @Test
    void a_history_that_began_in_an_earlier_log_goes_on_in_the_next_one() {
        Histories histories = new Histories();
        histories.add(new Histories.Event(7, "cases/1", 1, "null"));
        histories.nextLog();
        histories.add(new Histories.Event(3, "cases/1", 2, "null"));
        histories.add(new Histories.Event(9, "cases/1", 3, "3"));
        assertThatThrownBy(() -> histories.add(new Histories.Event(12, "cases/2", 2, "null")))
                .hasMessage("entry 12 is event 2 of cases/2, but there is none before it");
        histories.nextLog();
        assertThatThrownBy(() -> histories.add(new Histories.Event(1, "cases/1", 4, "9")))
                .as("a place in another log")
                .isInstanceOf(Failure.class);
        assertThatThrownBy(() -> histories.add(new Histories.Event(1, "cases/1", 5, "null")))
                .hasMessage("entry 1 is event 5 of cases/1, but event 3 was before it");
        assertThat(histories.subjects()).isOne();
    }

    private void requireFault(String why) {
        assertThatThrownBy(() -> LogCopy.requireWhole(folder, checkpoint, new Histories()))
                .hasMessageContaining(why);
    }

    private static byte[] entry(int index, Integer previous, int number) {
        return entry(index, previous, number, "case.claimed");
    }

    private static byte[] entry(int index, Integer previous, int number, String type) {
        return ("{\"event\":{\"data\":{\"actor\":\"system\",\"subject\":\"a \\\"quoted\\\" one\"},\"datacontenttype\":\"application/json\","
                        + "\"id\":\"0198c7a5-3b1c-7def-8a10-%012d\",\"sequence\":%d,\"source\":\"/review-service\",\"specversion\":\"1.0\","
                        + "\"subject\":\"cases/%d\",\"time\":\"2026-11-23T08:30:00Z\",\"type\":\"%s\"},"
                        + "\"recorded\":\"2026-11-23T08:30:00.123Z\",\"subject_n\":%d,\"subject_prev\":%s,\"v\":1}")
                .formatted(index, number, index % 100, type, number, previous)
                .getBytes(StandardCharsets.UTF_8);
    }

    /// @return the root, by the definition
    private byte[] lay(List<byte[]> all) throws IOException {
        bundles(all);
        List<byte[]> hashes = all.stream().map(Tree::leaf).toList();
        byte[] root = root(hashes);
        for (int level = 0; !hashes.isEmpty(); level++) {
            List<byte[]> above = new ArrayList<>();
            for (int n = 0; n * 256 < hashes.size(); n++) {
                List<byte[]> tile = hashes.subList(n * 256, Math.min(n * 256 + 256, hashes.size()));
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                tile.forEach(bytes::writeBytes);
                file("tile/%d/".formatted(level), n, tile.size(), bytes.toByteArray());
                if (tile.size() == 256) {
                    above.add(root(tile));
                }
            }
            hashes = above;
        }
        return root;
    }

    private void bundles(List<byte[]> all) throws IOException {
        Files.deleteIfExists(folder.resolve("tile/entries/002.p/88"));
        for (int n = 0; n * 256 < all.size(); n++) {
            List<byte[]> bundle = all.subList(n * 256, Math.min(n * 256 + 256, all.size()));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (byte[] entry : bundle) {
                bytes.write(entry.length >> 8);
                bytes.write(entry.length);
                bytes.writeBytes(entry);
            }
            file("tile/entries/", n, bundle.size(), bytes.toByteArray());
        }
    }

    private void file(String kind, int n, int width, byte[] content) throws IOException {
        Path file = folder.resolve(kind + "%03d".formatted(n) + (width == 256 ? "" : ".p/" + width));
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static byte[] root(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return Tree.node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }
}
