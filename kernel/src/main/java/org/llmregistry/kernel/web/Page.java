package org.llmregistry.kernel.web;

import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One page of a list (design, section 6): keyset order, so it is stable while rows are added.
///
/// @param nextCursor send it back as `cursor`; null on the last page
public record Page<T>(
        List<T> items,

        @Schema(description = "Send it as 'cursor' to get the next page; null on the last") @Nullable
        String nextCursor,

        Total total) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    /// Count of all items that match the filter.
    public record Total(
            long count,

            @Schema(description = "EXACT, or AT_LEAST where counting everything would cost too much")
            Precision type) {
        public enum Precision {
            EXACT,
            AT_LEAST
        }

        public static Total exactly(long count) {
            return new Total(count, Precision.EXACT);
        }

        /// @param counted rows found by a count that stops at `most + 1`
        public static Total upTo(long most, long counted) {
            return counted > most ? new Total(most, Precision.AT_LEAST) : exactly(counted);
        }
    }

    /// Makes a page of `limit` items from a query that fetched `limit + 1` rows.
    public static <R, T> Page<T> of(
            List<R> rows, int limit, Function<R, T> view, Function<R, String> cursorAfter, Total total) {
        boolean more = rows.size() > limit;
        List<R> shown = more ? rows.subList(0, limit) : rows;
        return new Page<>(shown.stream().map(view).toList(), more ? cursorAfter.apply(shown.getLast()) : null, total);
    }
}
