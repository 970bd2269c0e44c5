package org.llmregistry.review.statistics;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Decisions of a year and how long they took. Counts, never percentages: the reader divides.
///
/// @param decided       cases decided in the year, those approved by silence included
/// @param withQuestions of them, those in which the vendor was asked
/// @param decidedLate   of them, those decided after their last day
/// @param overdueNow    open cases whose last day has passed, whatever the year
/// @param missedLimits  limits of the authority that were missed in the year, whatever followed
/// @param deemedAccepted of them, those whose silence accepted the application
/// @param deemedApproved of them, those whose silence approved it
@Schema(description = "Decisions of a year and how long they took")
record Statistics(
        int year,
        long decided,
        long granted,
        long refused,
        long withQuestions,
        long decidedLate,
        long overdueNow,

        @Schema(description = "Limits that the authority missed in the year, whatever followed")
        long missedLimits,

        @Schema(description = "Applications accepted in the year by the silence of intake")
        long deemedAccepted,

        @Schema(description = "Applications approved in the year by the silence of the review; `decided` counts them")
        long deemedApproved,

        @Schema(
                description =
                        "Counted days that the authority used, from acceptance to the decision; absent without decisions")
        @Nullable
        Days regulatorDays,

        @Schema(description = "Counted days on which the vendor had to act; absent without decisions") @Nullable
        Days applicantDays,

        List<Group> byMonth,
        List<Group> byRegion) {

    /// Nearest rank: a number of days that a case really took.
    @Schema(name = "DayStatistics")
    record Days(int median, int p90, int longest) {

        /// @param days in ascending order, not empty
        static Days of(List<Integer> days) {
            return new Days(rank(days, 50), rank(days, 90), days.getLast());
        }

        private static int rank(List<Integer> days, int percent) {
            return days.get(Math.ceilDiv(days.size() * percent, 100) - 1);
        }
    }

    @Schema(name = "DecisionGroup")
    record Group(
            @Schema(description = "Month (2026-11) or region code", examples = "2026-11")
            String code,

            long granted,
            long refused) {}
}
