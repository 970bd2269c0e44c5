package org.llmregistry.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.verifier.Checkpoint;
import org.llmregistry.verifier.VerifierKey;

/// Signed here, verified by code that shares nothing with it.
class MlDsaKeyTest {

    private static final Instant NOW = Instant.parse("2026-11-26T08:30:00Z");
    private static final String TEXT = "log.example\n7\n%s\n".formatted(Hash.EMPTY.base64());

    @Test
    void the_second_line_holds_for_whoever_knows_its_key_and_the_first_for_everybody() {
        LogKey first = LogKey.ofSeed("log.example", new byte[32]);
        MlDsaKey second = MlDsaKey.ofSeed("log.example", new byte[32]);
        String note = first.sign(TEXT) + second.line(7, Hash.EMPTY, NOW);
        assertThat(Checkpoint.signed(note, VerifierKey.parse(first.verifierKey()))
                        .size())
                .isEqualTo(7);
        assertThat(Checkpoint.signed(note, VerifierKey.parse(second.verifierKey()))
                        .size())
                .isEqualTo(7);
    }

    @Test
    void a_line_of_another_tree_does_not_hold() {
        MlDsaKey second = MlDsaKey.ofSeed("log.example", new byte[32]);
        VerifierKey key = VerifierKey.parse(second.verifierKey());
        for (String line : new String[] {
            second.line(8, Hash.EMPTY, NOW), second.line(7, Hash.leaf(new byte[0]), NOW),
        }) {
            assertThatThrownBy(() -> Checkpoint.signed(TEXT + "\n" + line, key))
                    .hasMessage("the signature of log.example does not hold");
        }
    }

    @Test
    void the_same_seed_is_the_same_key() {
        assertThat(MlDsaKey.ofSeed("log.example", new byte[32]).verifierKey())
                .isEqualTo(MlDsaKey.ofSeed("log.example", new byte[32]).verifierKey())
                .startsWith("log.example+");
        assertThatThrownBy(() -> MlDsaKey.ofSeed("log.example", new byte[31]))
                .hasMessage("a seed has 32 bytes, not 31");
    }
}
