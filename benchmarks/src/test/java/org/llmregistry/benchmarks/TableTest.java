package org.llmregistry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmregistry.benchmarks.Result.Goal;

class TableTest {

    @Test
    void the_median_is_the_middle_value_or_between_the_two_middle_ones() {
        assertThat(Sample.of(3, 1, 2).median()).isEqualTo(2);
        assertThat(Sample.of(4, 1, 3, 2).median()).isEqualTo(2.5);
        assertThat(Sample.of(7).median()).isEqualTo(7);
        assertThat(List.of(Sample.of(3, 1, 2).least(), Sample.of(3, 1, 2).most()))
                .containsExactly(1.0, 3.0);
        assertThatIllegalArgumentException().isThrownBy(Sample::of);
    }

    @Test
    void ratios_are_those_of_rounds() {
        Sample ratios = Sample.ratios(new double[] {2, 30, 4}, new double[] {1, 10, 4});
        assertThat(ratios.values()).containsExactly(1, 2, 3);
        assertThatIllegalArgumentException().isThrownBy(() -> Sample.ratios(new double[] {1}, new double[] {1, 2}));
    }

    @ParameterizedTest
    @CsvSource({"2.00, true, false", "2.01, false, true", "1.99, true, false"})
    void the_median_is_held_against_the_goal(double median, boolean atMostTwo, boolean atLeastTwoAndABit) {
        assertThat(Goal.atMost(2).holds(Sample.of(median))).isEqualTo(atMostTwo);
        assertThat(Goal.atLeast(2.005).holds(Sample.of(median))).isEqualTo(atLeastTwoAndABit);
    }

    @Test
    void the_table_says_what_was_compared_and_whether_the_goal_holds() {
        assertThat(new Table(List.of(
                                new Result("first page", "3.1 ms", "2.9 ms", Sample.of(1.2, 1, 1.1), Goal.atMost(2)),
                                new Result("claims", "90/s", "1000/s", Sample.of(0.09), Goal.atLeast(0.6))))
                        .toString())
                .isEqualTo("""
                        | compared   | ours   | peer   | ratio (median) | spread    | goal    | result |
                        | --- | --- | --- | --- | --- | --- | --- |
                        | first page | 3.1 ms | 2.9 ms | 1.10           | 1.00-1.20 | <= 2.00 | pass   |
                        | claims     | 90/s   | 1000/s | 0.09           | 0.09-0.09 | >= 0.60 | FAIL   |
                        """);
    }
}
