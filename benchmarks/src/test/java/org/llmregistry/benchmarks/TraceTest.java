package org.llmregistry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TraceTest {

    private static final String LOG = """
            2026-11-23 15:36:43.1 UTC [7] LOG:  statement: BEGIN
            2026-11-23 15:36:43.1 UTC [6] DETAIL:  Key (code, version)=(DEMO, 1) already exists.
            2026-11-23 15:36:43.1 UTC [8] LOG:  statement: BEGIN
            2026-11-23 15:36:43.2 UTC [7] LOG:  execute S_1: SELECT x FROM y
            \tWHERE id = $1 AND t > $2
            2026-11-23 15:36:43.2 UTC [7] DETAIL:  Parameters: $1 = 'it''s
            \ttwo lines', $2 = NULL
            2026-11-23 15:36:43.3 UTC [8] LOG:  execute <unnamed>: INSERT INTO z VALUES ($1)
            2026-11-23 15:36:43.3 UTC [8] DETAIL:  Parameters: $1 = 'case.claimed'
            2026-11-23 15:36:43.4 UTC [9] LOG:  checkpoint starting: time
            2026-11-23 15:36:43.4 UTC [7] LOG:  execute S_2: COMMIT
            2026-11-23 15:36:43.5 UTC [8] LOG:  execute S_2: COMMIT
            2026-11-23 15:36:43.6 UTC [7] LOG:  statement: BEGIN
            2026-11-23 15:36:43.6 UTC [7] LOG:  execute S_1: SELECT 'case.claimed', two lines
            2026-11-23 15:36:43.6 UTC [7] LOG:  execute S_2: ROLLBACK
            """;

    @Test
    void a_transaction_is_found_by_what_it_writes_among_those_of_other_processes() {
        assertThat(Trace.newestWith("case.claimed", LOG).statements())
                .containsExactly(new Trace.Statement("INSERT INTO z VALUES (?)", java.util.List.of("case.claimed")));
    }

    @Test
    void statements_and_parameters_may_have_lines_quotes_and_nulls() {
        assertThat(Trace.newestWith("two lines", LOG).statements())
                .containsExactly(new Trace.Statement(
                        "SELECT x FROM y\n\tWHERE id = ? AND t > ?", Arrays.asList("it's\n\ttwo lines", null)));
    }

    @Test
    void what_was_never_written_is_not_found() {
        assertThatIllegalStateException().isThrownBy(() -> Trace.newestWith("case.decided", LOG));
    }
}
