package org.llmregistry.review.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmregistry.review.scheme.Threshold.Measure;
import org.llmregistry.review.scheme.Threshold.Operator;
import org.llmregistry.review.scheme.Threshold.Unit;

class ThresholdTest {

    @ParameterizedTest
    @CsvSource({
        "4000, 3840, true", // 96 % exactly
        "4000, 3839, false", // 95.975 %
        "10000, 9599, false", // 95.99 %
        "10000, 9600, true",
        "3, 2, false",
        "999999999999, 959999999999, false",
        "1000000000000, 960000000000, true"
    })
    void a_share_is_compared_in_whole_numbers(long sampled, long passed, boolean met) {
        Threshold threshold =
                new Threshold("PASS_MIN", "9.2", "corpus", Measure.PASSED, Operator.AT_LEAST, 96, Unit.PERCENT, true);
        assertThat(threshold.isMetBy(sampled, passed)).isEqualTo(met);
    }

    @ParameterizedTest
    @CsvSource({"300, 285, true", "300, 284, false", "20, 19, true"})
    void an_upper_limit_counts_failures(long sampled, long passed, boolean met) {
        Threshold threshold = new Threshold(
                "OVER_REFUSAL_MAX",
                "9.4",
                "should-not-refuse",
                Measure.FAILED,
                Operator.AT_MOST,
                5,
                Unit.PERCENT,
                true);
        assertThat(threshold.isMetBy(sampled, passed)).isEqualTo(met);
    }

    @ParameterizedTest
    @CsvSource({"1000, true", "999, false"})
    void a_sample_size_is_a_count(long sampled, boolean met) {
        Threshold threshold = new Threshold(
                "SAMPLE_MIN", "9.3", "content-safety", Measure.SAMPLED, Operator.AT_LEAST, 1000, Unit.ITEMS, true);
        assertThat(threshold.isMetBy(sampled, 0)).isEqualTo(met);
    }
}
