package org.llmregistry.review.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.problem.Refusal;

/// All 4 x 4 pairs: a row per state, `x` where the move is allowed, columns in the order of the enum.
class ConditionStatusTest {

    private static final String MOVES = """
            OPEN     . x x x
            MET      . . . .
            OVERDUE  . x . x
            REPLACED . . . .
            """;

    @Test
    void every_pair_of_states_is_allowed_or_refused_as_the_table_says() {
        List<String> rows = MOVES.lines().toList();
        assertThat(rows).hasSize(ConditionStatus.values().length);
        for (String row : rows) {
            List<String> cells = List.of(row.split(" +"));
            ConditionStatus from = ConditionStatus.valueOf(cells.getFirst());
            for (ConditionStatus to : ConditionStatus.values()) {
                if (cells.get(1 + to.ordinal()).equals("x")) {
                    assertThat(from.moveTo(to)).isEqualTo(to);
                } else {
                    assertThatThrownBy(() -> from.moveTo(to))
                            .as(from + " to " + to)
                            .isInstanceOf(Refusal.class);
                }
            }
        }
    }
}
