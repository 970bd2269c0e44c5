package org.llmregistry.review.deadline;

import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.clock.ClockReading;
import org.llmregistry.review.clock.ClockRule;
import org.llmregistry.review.clock.ClockState;
import org.llmregistry.review.clock.CountingUnit;

/// What a clock of a case shows.
@Schema(name = "Clock", description = "A time limit of the scheme, and how much of it is used")
public record ClockView(
        @Schema(examples = "REVIEW") String code,

        @Schema(description = "STOPPED: the vendor must act")
        ClockState state,

        CountingUnit unit,
        int limit,

        @Schema(description = "Counted days used by the authority; the day of the start is not counted")
        int regulatorDays,

        @Schema(description = "Counted days on which the vendor had to act")
        int applicantDays,

        @Schema(description = "regulatorSeconds + applicantSeconds + closedSeconds is the time since the start")
        long regulatorSeconds,

        long applicantSeconds,

        @Schema(description = "Days that do not count, and the time after the end")
        long closedSeconds,

        @Schema(description = "Last day in time; absent while stopped or closed") @Nullable
        LocalDate dueOn,

        boolean overdue,
        @Nullable Instant pausedSince) {

    static ClockView of(ClockRule rule, ClockReading reading) {
        return new ClockView(
                rule.code(),
                reading.state(),
                rule.unit(),
                rule.limit(),
                reading.regulatorDays(),
                reading.applicantDays(),
                reading.regulator().toSeconds(),
                reading.applicant().toSeconds(),
                reading.closed().toSeconds(),
                reading.dueOn(),
                reading.overdue(),
                reading.pausedSince());
    }
}
