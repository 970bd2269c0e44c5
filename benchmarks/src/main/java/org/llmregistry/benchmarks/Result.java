package org.llmregistry.benchmarks;

import java.util.Locale;

/// A line of the table: what was compared, and whether the goal holds.
///
/// @param ours  in words, with unit
/// @param peer  the same of what it is compared with
/// @param ratio of each round
record Result(String name, String ours, String peer, Sample ratio, Goal goal) {

    /// The median of the rounds must not pass the limit.
    record Goal(boolean atMost, double limit) {
        static Goal atMost(double limit) {
            return new Goal(true, limit);
        }

        static Goal atLeast(double limit) {
            return new Goal(false, limit);
        }

        boolean holds(Sample ratio) {
            return atMost ? ratio.median() <= limit : ratio.median() >= limit;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s %.2f", atMost ? "<=" : ">=", limit);
        }
    }

    boolean passed() {
        return goal.holds(ratio);
    }

    String spread() {
        return String.format(Locale.ROOT, "%.2f-%.2f", ratio.least(), ratio.most());
    }
}
