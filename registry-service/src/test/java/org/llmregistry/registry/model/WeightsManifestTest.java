package org.llmregistry.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.kernel.web.Digests;

class WeightsManifestTest {

    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final String C = "c".repeat(64);

    /// printf '' | sha256sum
    @Test
    void no_file_is_the_hash_of_nothing() {
        assertThat(manifest().digest()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    /// { printf '\0'; printf '%064d 7 a.bin' 0 | tr 0 a; } with the leaf written by hand.
    @Test
    void one_file_is_its_leaf() {
        assertThat(manifest(file("a.bin", 7, A)).digest()).isEqualTo(hex(leaf(A + " 7 a.bin")));
    }

    @Test
    void three_files_are_a_tree_with_two_leaves_at_the_left() {
        byte[] left = node(leaf(A + " 1 a"), leaf(B + " 2 b"));
        assertThat(manifest(file("a", 1, A), file("b", 2, B), file("c", 3, C)).digest())
                .isEqualTo(hex(node(left, leaf(C + " 3 c"))));
    }

    @Test
    void paths_are_sorted_by_their_bytes_not_by_java_characters() {
        String private_use = "\uE000";
        String astral = "\uD83D\uDE00"; // sorts before U+E000 as UTF-16, after it as UTF-8
        assertThat(manifest(file(astral, 1, A), file(private_use, 1, B), file("z", 1, C))
                        .files())
                .extracting(WeightsManifest.Entry::path)
                .containsExactly("z", private_use, astral);
    }

    @Test
    void the_order_in_which_files_are_sent_does_not_matter_and_everything_else_does() {
        List<WeightsManifest.Entry> files = new ArrayList<>(IntStream.range(0, 1_000)
                .mapToObj(i -> file("part-%04d".formatted(i), i, Digests.sha256Hex("part" + i)))
                .toList());
        String digest = new WeightsManifest(files).digest();
        Collections.shuffle(files, new Random(7));
        assertThat(new WeightsManifest(files).digest()).isEqualTo(digest);
        WeightsManifest.Entry one = files.removeFirst();
        assertThat(new WeightsManifest(files).digest()).isNotEqualTo(digest);
        files.add(file(one.path(), one.size() + 1, one.sha256()));
        assertThat(new WeightsManifest(files).digest()).isNotEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "..", "a/../b", "./a", "a//b", "a/", "", "a\\b", "a\nb", "a\u007fb"})
    void a_path_that_leaves_the_folder_or_hides_something_is_refused(String path) {
        assertThat(WeightsManifest.faultsOf(List.of(file("ok", 1, A), file(path, 1, A)), "/weights"))
                .extracting(Violation::pointer, Violation::rule)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/weights/1/path", "relative-path"));
    }

    @Test
    void a_path_stands_once_and_names_with_dots_and_spaces_are_fine() {
        assertThat(WeightsManifest.faultsOf(
                        List.of(file("a..b/ c", 1, A), file("模型.bin", 1, A), file("a..b/ c", 1, B)), "/weights"))
                .extracting(Violation::pointer, Violation::rule)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/weights/2/path", "unique-path"));
    }

    private static WeightsManifest manifest(WeightsManifest.Entry... files) {
        return new WeightsManifest(List.of(files));
    }

    private static WeightsManifest.Entry file(String path, long size, String sha256) {
        return new WeightsManifest.Entry(path, size, sha256);
    }

    private static byte[] leaf(String line) {
        return Digests.sha256(("\0" + line).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] node(byte[] left, byte[] right) {
        byte[] both = new byte[65];
        both[0] = 1;
        System.arraycopy(left, 0, both, 1, 32);
        System.arraycopy(right, 0, both, 33, 32);
        return Digests.sha256(both);
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
