package org.llmregistry.audit.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessPolicyTest {

    private static final String KEY = "witness.example/w1+784445ef+BA9gbGmL/EgHHNIyiPcCS6tOvTFWk3p3lIF/rpSTPJe3";
    private static final String TWO = """
            # two witnesses
            witness w1 %1$s https://one.example/
            witness w2 %1$s https://two.example/prefix
            """.formatted(KEY);

    @ParameterizedTest
    @CsvSource({
        "quorum none,                                            '',    true",
        "quorum w1,                                              w1,    true",
        "quorum w1,                                              w2,    false",
        "group g any w1 w2|quorum g,                             w2,    true",
        "group g all w1 w2|quorum g,                             w2,    false",
        "group g all w1 w2|quorum g,                             w1 w2, true",
        "group g 2 w1 w2|quorum g,                               w1,    false",
        "group g any w1 w2|group h all g w1|quorum h,            w2,    false",
        "group g any w1 w2|group h all g w1|quorum h,            w1,    true"
    })
    void it_is_met_by_enough_witnesses(String lines, String cosigned, boolean met) {
        assertThat(WitnessPolicy.parse(TWO + lines.replace('|', '\n')).isMet(Set.of(cosigned.split(" "))))
                .isEqualTo(met);
    }

    @Test
    void a_witness_is_asked_below_its_prefix() {
        assertThat(WitnessPolicy.parse(TWO + "quorum w1").witnesses())
                .extracting(witness -> witness.url().resolve("add-checkpoint").toString())
                .containsExactly("https://one.example/add-checkpoint", "https://two.example/prefix/add-checkpoint");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "quorum w3",
                "quorum w1|quorum w2",
                "group g 3 w1 w2|quorum g",
                "group g 0 w1|quorum g",
                "group w1 any w2|quorum w1",
                "group g any w3|quorum g",
                "group g 2 w1 w1|quorum g",
                "witness w3 nonsense https://three.example|quorum w1",
                "permit all"
            })
    void what_is_not_understood_is_refused(String lines) {
        assertThatIllegalArgumentException().isThrownBy(() -> WitnessPolicy.parse(TWO + lines.replace('|', '\n')));
    }

    /// Cosigned by litewitness, of torchwood.
    @Test
    void a_cosignature_of_another_program_holds_and_of_another_text_does_not() {
        String text = "audit.example/log\n70000\nWyQpIsCoaRoJqYxCFpqmXfsVvBGNOPf3VudKV83Ih0w=\n";
        String line =
                "— witness.example/w1 eERF7wAAAABrA5xwpY9V7zFAyb6b4oHCmVTz+JFpvIEE7TAVJFTw8/1ixiLO8AoQ6SRk2FZkXUipnzzQdx+WwFwoz5XRQzn3y+wxBA==";
        WitnessKey key = WitnessKey.parse(KEY);
        assertThat(key.cosigned(text, line)).hasValue(Instant.ofEpochSecond(0x6B039C70L));
        assertThat(key.cosigned(text.replace("70000", "70001"), line)).isEmpty();
        assertThat(key.cosigned(text, line.replace("w1", "w2"))).isEmpty();
        assertThat(key.cosigned(text, "no line")).isEmpty();
    }
}
