package org.llmregistry.registry.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

    @Test
    void rows_come_in_their_order_and_an_empty_batch_ends_them() throws InterruptedException {
        Iterator<Integer> source = List.of(1, 2, 3, 4, 5).iterator();
        try (ReadAhead<Integer> rows =
                new ReadAhead<>(() -> source.hasNext() ? Optional.of(source.next()) : Optional.empty(), 2)) {
            assertThat(rows.next()).containsExactly(1, 2);
            assertThat(rows.next()).containsExactly(3, 4);
            assertThat(rows.next()).containsExactly(5);
            assertThat(rows.next()).isEmpty();
        }
    }

    @Test
    void a_source_that_fails_is_no_end() throws InterruptedException {
        Iterator<Integer> source = List.of(1, 2).iterator();
        try (ReadAhead<Integer> rows = new ReadAhead<>(() -> Optional.of(source.next()), 2)) {
            assertThat(rows.next()).containsExactly(1, 2);
            assertThatIllegalStateException()
                    .isThrownBy(rows::next)
                    .havingCause()
                    .isInstanceOf(java.util.NoSuchElementException.class);
        }
    }

    @Test
    void what_nobody_takes_does_not_keep_it_from_closing() {
        try (ReadAhead<Integer> rows = new ReadAhead<>(() -> Optional.of(1), 1)) {
            assertThat(rows).isNotNull();
        }
    }
}
