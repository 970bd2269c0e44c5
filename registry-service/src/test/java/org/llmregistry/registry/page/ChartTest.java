package org.llmregistry.registry.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmregistry.registry.register.Statistics.MonthFigures;

class ChartTest {

    @ParameterizedTest
    @CsvSource({"0, 4", "4, 4", "5, 8", "21, 40", "86, 100", "302, 400", "453, 600", "801, 1000", "1117, 1200"})
    void the_axis_ends_at_a_round_number(long value, long top) {
        assertThat(Chart.niceAbove(value)).isEqualTo(top);
    }

    @Test
    void lines_run_from_the_first_month_to_the_last() {
        Chart chart = Chart.of(List.of(new MonthFigures("2023-07", 4, 0, 0), new MonthFigures("2023-08", 8, 4, 0)));
        assertThat(chart.known()).isEqualTo("44.0,142.0 624.0,14.0");
        assertThat(chart.licensed()).isEqualTo("44.0,270.0 624.0,142.0");
        assertThat(chart.columns()).extracting(Chart.Tick::text).containsExactly("2023-07", "2023-08");
        assertThat(chart.rows()).extracting(Chart.Tick::text).containsExactly("0", "2", "4", "6", "8");
    }

    @Test
    void labels_of_lines_that_meet_do_not_cover_each_other() {
        Chart chart = Chart.of(List.of(new MonthFigures("2023-07", 8, 8, 0)));
        assertThat(chart.licensedLabel().y() - chart.knownLabel().y()).isEqualTo(18);
    }

    @Test
    void no_month_makes_no_line() {
        assertThat(Chart.of(List.of()).known()).isEmpty();
    }
}
