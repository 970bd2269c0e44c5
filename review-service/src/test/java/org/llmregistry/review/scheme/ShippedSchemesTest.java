package org.llmregistry.review.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;

/// What comes with the product is what its sources say, and nothing that only somebody remembers.
class ShippedSchemesTest {

    @Test
    void china_2024_has_31_risks_two_tracks_and_every_sourced_threshold() {
        Scheme scheme = Shipped.scheme("CN-2024");
        assertThat(scheme.risksOf(List.of("A.1", "A.2", "A.3", "A.4", "A.5"))).hasSize(31);
        assertThat(scheme.risksOf(List.of("A.1", "A.2"))).hasSize(17);
        assertThat(scheme.thresholds())
                .hasSize(29)
                .extracting(Threshold::code)
                .doesNotContain("ASSESSMENT_SIGNATORIES_MIN", "OPT_OUT_CLICKS_MAX");
        assertThat(scheme.thresholds())
                .allSatisfy(threshold -> assertThat(threshold.source()).isNotBlank());
        assertThat(scheme.track("FILING").orElseThrow().hasCentralReview()).isTrue();
        assertThat(scheme.track("REGISTRATION").orElseThrow().hasCentralReview())
                .isFalse();
        assertThat(scheme.regions()).hasSize(27);
    }

    @Test
    void the_eu_asks_for_a_notification_from_a_compute_of_1e25_on() {
        Scheme.Track track = Shipped.scheme("EU-GPAI").track("SYSTEMIC_RISK").orElseThrow();
        assertThat(track.instrument()).isEqualTo("NOTIFICATION");
        assertThat(track.appliesFrom()).isEqualTo(new Scheme.Trigger("TRAINING_COMPUTE_FLOP", "1E25"));
        assertThat(track.validity()).isNull();
    }

    @Test
    void the_demonstration_has_one_level_and_five_years() {
        Scheme.Track track = Shipped.scheme("DEMO").track("MODEL").orElseThrow();
        assertThat(track.steps()).isEmpty();
        assertThat(track.validity()).isEqualTo("P5Y");
    }

    /// One edit of a good scheme, and the place and rule of the fault.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version: 1              | version: zero               | /version              | schema-type",
                "timeZone: Asia/Shanghai | timeZone: Mars/Olympus      | /timeZone             | known-time-zone",
                "value: 1000             | value: -1                   | /thresholds/0/value   | schema-minimum",
                "value: 1000             | value: 1000.5               | /thresholds/0/value   | schema-type",
                "clause: \"9.3\"         | clause: \"9.9\"             | /thresholds/0/clause  | known-code",
                "track: \"MODEL\"        | track: \"OTHER\"            | /documents/0/track    | known-code",
                "code: \"9.4\"           | code: \"9.3\"               | /clauses/4/code       | unique",
                "validity: P5Y           | validity: Pfive             | /tracks/0/validity    | period",
                "{sequence:06}           | {number}                    | /tracks/0/numberPattern | sequence",
                "{check}                  | {colour}                    | /tracks/0/numberPattern | known-parts",
                "jurisdiction: XX        | colour: red                 |                       | schema-required",
                ", days: 30, fields       | , fields                    | /changeClasses/2/days | required",
                "fields: [\"\",           | fields: [\"/corpus\",     | /changeClasses        | everything-else",
                "duty: \"NEW_APPLICATION\" | duty: \"NOTIFY\"         | /changeClasses/4/duty | gravest-last",
                "document: \"CHANGE_PLAN\" | document: \"NO_PLAN\"     | /changeClasses/5/document | known-code",
                "fields: [\"/deployment\"] | fields: [\"/documents\"]  | /changeClasses/2/fields | unique",
                "effectiveFrom: 2026-01-01 | effectiveFrom: 2026-13-01 | /effectiveFrom        | schema-format",
            })
    void a_fault_is_named_with_its_place(String good, String bad, String pointer, String rule) {
        String text = Shipped.text("DEMO");
        assertThat(text).contains(good);
        String broken = text.replaceFirst(java.util.regex.Pattern.quote(good), bad);
        assertThatThrownBy(() -> Shipped.DOCUMENT.check(broken))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.errors())
                                .extracting(Violation::pointer, Violation::rule)
                                .contains(org.assertj.core.groups.Tuple.tuple(pointer == null ? "" : pointer, rule)));
    }
}
