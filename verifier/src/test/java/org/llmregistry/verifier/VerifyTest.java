package org.llmregistry.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of a log that others made (Tessera's test log: fifteen entries), and what comes of changing them.
class VerifyTest {

    private static final String KEY = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";
    private static final String EMPTY = """
            example.com/log/testdata
            0
            47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=

            — example.com/log/testdata M9e0lhxJACzE1KoUdqKuPa+9p6R7dSW8BlEvrg/noo8FkGg6PbJoRNOcdjqjOq89wVvTA60eubCc4oufo5BvIVEgtQc=
            """;
    private static final String FIFTEEN = """
            example.com/log/testdata
            15
            rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=

            — example.com/log/testdata M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=
            """;

    @TempDir
    Path folder;

    @Test
    void a_checkpoint_of_others_holds_and_any_other_byte_in_it_does_not() {
        VerifierKey key = VerifierKey.parse(KEY);
        assertThat(Checkpoint.signed(FIFTEEN, key).size()).isEqualTo(15);
        assertThat(Checkpoint.signed(EMPTY, key).size()).isZero();
        byte[] bytes = FIFTEEN.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length - 1; at++) { // the last one ends the line
            byte[] other = bytes.clone();
            other[at] ^= 1;
            String changed = new String(other, StandardCharsets.UTF_8);
            assertThatThrownBy(() -> Checkpoint.signed(changed, key))
                    .as("byte " + at)
                    .isInstanceOf(Failure.class);
        }
    }

    @Test
    void lines_of_keys_that_nobody_knows_are_passed_over() {
        String grease = FIFTEEN + "— witness.example AAAAAAEC\n";
        assertThat(Checkpoint.signed(grease, VerifierKey.parse(KEY)).size()).isEqualTo(15);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name",
                "a+b",
                "example.com/log/testdata+33d7b497+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx",
                "example.com/log/testdata+33d7b496+AuHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx",
                "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkk",
                "example.com/log/testdat+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
            })
    void what_is_no_key_of_the_log_is_refused(String text) {
        assertThatThrownBy(() -> VerifierKey.parse(text)).isInstanceOf(Failure.class);
    }

    /// The sixth of eight leaves and the tree of six, of transparency-dev/merkle.
    @Test
    void proofs_of_others_hold_and_others_do_not() {
        byte[] leaf = Tree.leaf(hex("40414243"));
        List<byte[]> inclusion = List.of(
                hex("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
                hex("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
                hex("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
        byte[] root8 = hex("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
        Tree.requireIncluded(leaf, 5, 8, inclusion, root8);
        assertThatThrownBy(() -> Tree.requireIncluded(leaf, 4, 8, inclusion, root8))
                .isInstanceOf(Failure.class);
        assertThatThrownBy(() -> Tree.requireIncluded(leaf, 5, 8, inclusion.subList(0, 2), root8))
                .hasMessage("the proof has too few hashes");
        assertThatThrownBy(() -> Tree.requireIncluded(leaf, 8, 8, inclusion, root8))
                .hasMessage("entry 8 is outside a tree of 8 entries");

        byte[] root6 = hex("76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef");
        List<byte[]> consistency = List.of(
                hex("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"),
                hex("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
                hex("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
        Tree.requireConsistent(6, root6, 8, root8, consistency);
        Tree.requireConsistent(0, new byte[32], 8, root8, List.of());
        assertThatThrownBy(() -> Tree.requireConsistent(8, root6, 8, root8, List.of()))
                .hasMessage("two roots for one size: the log was forked");
        byte[] forked = root8.clone();
        forked[0] ^= 1;
        assertThatThrownBy(() -> Tree.requireConsistent(6, root6, 8, forked, consistency))
                .hasMessageStartingWith("the log was rewritten");
    }

    @Test
    void the_command_tells_by_its_exit_status_what_came_of_it() throws IOException {
        Path key = file("key", KEY + "\n");
        Path empty = file("empty", EMPTY);
        Path fifteen = file("fifteen", FIFTEEN);
        Path proof = file("proof", "{\"from\":0,\"to\":15,\"hashes\":[]}");
        assertThat(run("grown", key, empty, fifteen, proof)).isZero();
        assertThat(run("grown", key, fifteen, empty, proof)).isOne();
        assertThat(run("grown", key, empty, folder.resolve("nothing"), proof)).isEqualTo(2);
        assertThat(run("entry", key, proof)).isEqualTo(2);
        assertThat(run("entry", key, proof, fifteen)).isOne();
    }

    private static int run(String command, Path... files) {
        String[] args = new String[files.length + 1];
        args[0] = command;
        for (int i = 0; i < files.length; i++) {
            args[i + 1] = files[i].toString();
        }
        return Verify.run(args);
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static byte[] hex(String text) {
        return java.util.HexFormat.of().parseHex(text);
    }
}
