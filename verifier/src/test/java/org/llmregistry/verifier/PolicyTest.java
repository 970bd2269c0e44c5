package org.llmregistry.verifier;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A checkpoint that one of two witnesses has cosigned (litewitness, of torchwood).
class PolicyTest {

    private static final String NOTE = """
            audit.example/log
            70000
            WyQpIsCoaRoJqYxCFpqmXfsVvBGNOPf3VudKV83Ih0w=

            — audit.example/log GOwBahGW9bsx0q22oSnCE7qaUIDtl9PyO6UEZdMVnQrhDZ24nR8l0YBI+pM21RHETDchS1Nkij2oktRfhI6KwYMBzQk=
            — witness.example/w1 eERF7wAAAABrA5xwpY9V7zFAyb6b4oHCmVTz+JFpvIEE7TAVJFTw8/1ixiLO8AoQ6SRk2FZkXUipnzzQdx+WwFwoz5XRQzn3y+wxBA==
            """;
    private static final String WITNESSES = """
            # of the test
            log audit.example/log+18ec016a+Ae0jH+ewagyGhzimd/CQ21d9FxaVQy8uNk0kCRpJedi6
            witness first witness.example/w1+784445ef+BA9gbGmL/EgHHNIyiPcCS6tOvTFWk3p3lIF/rpSTPJe3
            witness second witness.example.org+b8a2cf20+BFLN3yikSfFkVAJtrnh/CiY3Zozkoy7clp+P7XB28qUN
            """;

    @ParameterizedTest
    @CsvSource({
        "quorum first,                                              true",
        "quorum second,                                             false",
        "quorum none,                                               true",
        "group both all first second|quorum both,                   false",
        "group one any first second|quorum one,                     true",
        "group k 2 first second|quorum k,                           false",
        "group one any first second|group two all first one|quorum two, true"
    })
    void it_is_met_when_enough_have_cosigned(String lines, boolean met) {
        Policy policy = Policy.parse(WITNESSES + lines.replace('|', '\n'));
        if (met) {
            assertThatCode(() -> policy.requireMet(Note.parse(NOTE))).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> policy.requireMet(Note.parse(NOTE))).hasMessageStartingWith("too few witnesses");
        }
    }

    @Test
    void a_changed_cosignature_is_no_missing_one_but_a_fault() {
        String changed = NOTE.replace("eERF7wAAAABrA5xw", "eERF7wAAAABrA5xx");
        assertThatThrownBy(() -> Policy.parse(WITNESSES + "quorum none").requireMet(Note.parse(changed)))
                .hasMessage("the cosignature of witness.example/w1 does not hold");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "quorum third",
                "group g 3 first second|quorum g",
                "group g 0 first|quorum g",
                "group g any third|quorum g",
                "group g 2 first first|quorum g",
                "witness first witness.example.org+b8a2cf20+BFLN3yikSfFkVAJtrnh/CiY3Zozkoy7clp+P7XB28qUN|quorum first",
                "quorum first|quorum second",
                "permit all"
            })
    void a_policy_that_says_nothing_or_contradicts_itself_is_refused(String lines) {
        assertThatThrownBy(() -> Policy.parse(WITNESSES + lines.replace('|', '\n')))
                .isInstanceOf(Failure.class);
    }
}
