package org.llmregistry.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmregistry.audit.merkle.Frontier;
import org.llmregistry.audit.merkle.Hash;

/// Known answers of golang.org/x/mod/sumdb/note and of Tessera's test log: signatures with Ed25519 are deterministic.
class LogKeyTest {

    private static final String[] LEAVES =
            "one two three four five six seven eit nain ten ileven twelf threeten fourten fivten".split(" ");

    @Test
    void a_note_is_signed_as_others_sign_it() {
        LogKey peter = LogKey.ofSeed("PeterNeumann", seed("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"));
        assertThat(peter.verifierKey()).isEqualTo("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        String text =
                "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
        assertThat(peter.sign(text))
                .isEqualTo(
                        text
                                + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n");
    }

    @Test
    void a_small_log_has_the_checkpoints_that_others_made_of_it() {
        LogKey key = LogKey.ofSeed("example.com/log/testdata", seed("AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg"));
        assertThat(key.verifierKey())
                .isEqualTo("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");
        Frontier tree = Frontier.empty();
        assertThat(checkpoint(key, tree))
                .endsWith(
                        "— example.com/log/testdata M9e0lhxJACzE1KoUdqKuPa+9p6R7dSW8BlEvrg/noo8FkGg6PbJoRNOcdjqjOq89wVvTA60eubCc4oufo5BvIVEgtQc=\n");
        for (String leaf : LEAVES) {
            tree.append(Hash.leaf(leaf.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(checkpoint(key, tree))
                .endsWith(
                        "— example.com/log/testdata M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=\n");
    }

    @Test
    void a_log_knows_what_it_has_signed() {
        LogKey key = LogKey.ofSeed("log.example", new byte[32]);
        String note = key.sign("log.example\n1\nroot\n");
        assertThat(key.hasSigned(note)).isTrue();
        assertThat(key.hasSigned(note + "— witness.example AAAA\n")).isTrue();
        assertThat(key.hasSigned(note.replace("\n1\n", "\n2\n"))).isFalse();
        assertThat(key.hasSigned(LogKey.ofSeed("log.example", seed("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"))
                        .sign("log.example\n1\nroot\n")))
                .isFalse();
        assertThat(key.hasSigned("log.example\n1\nroot\n")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "plus+sign"})
    void a_name_that_no_note_can_carry_is_refused(String name) {
        assertThatThrownBy(() -> LogKey.ofSeed(name, new byte[32])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_seed_of_another_length_is_refused() {
        assertThatThrownBy(() -> LogKey.ofSeed("log", new byte[31])).hasMessage("a seed has 32 bytes, not 31");
    }

    private static String checkpoint(LogKey key, Frontier tree) {
        return key.sign("example.com/log/testdata\n%d\n%s\n"
                .formatted(tree.size(), tree.root().base64()));
    }

    /// What Go calls a private key has its type before the seed.
    private static byte[] seed(String typed) {
        byte[] bytes = Base64.getDecoder().decode(typed);
        return Arrays.copyOfRange(bytes, 1, bytes.length);
    }
}
