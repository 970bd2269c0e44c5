package org.llmregistry.review.deadline;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
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

        @Schema(
                description = "Other days that have ended: those that don't count, and those after the end. The three"
                        + " together are the days that have ended after the day of the start")
        int closedDays,

        @Schema(
                description =
                        "regulatorSeconds + applicantSeconds + closedSeconds is the time from `startedAt` to `readAt`,"
                                + " exactly")
        BigDecimal regulatorSeconds,

        BigDecimal applicantSeconds,

        @Schema(description = "Days that do not count, and the time after the end")
        BigDecimal closedSeconds,

        Instant startedAt,
        Instant readAt,

        @Schema(description = "Last day in time; absent while stopped or closed") @Nullable
        LocalDate dueOn,

        boolean overdue,
        @Nullable Instant pausedSince,

        @Schema(
                description = "State of the case in which it stands still; absent unless it does",
                examples = "INFO_REQUESTED")
        @Nullable
        String pausedFor) {

    /// @param reading   of a clock that has started
    /// @param pausedFor state of the case that stopped it
    static ClockView of(ClockRule rule, ClockReading reading, @Nullable String pausedFor) {
        return new ClockView(
                rule.code(),
                reading.state(),
                rule.unit(),
                rule.limit(),
                reading.regulatorDays(),
                reading.applicantDays(),
                reading.closedDays(),
                seconds(reading.regulator()),
                seconds(reading.applicant()),
                seconds(reading.closed()),
                Objects.requireNonNull(reading.startedAt()),
                reading.at(),
                reading.dueOn(),
                reading.overdue(),
                reading.pausedSince(),
                pausedFor);
    }

    /// In the microseconds that the clock has.
    private static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(time.toSeconds()).add(BigDecimal.valueOf(time.toNanosPart() / 1000, 6));
    }
}
