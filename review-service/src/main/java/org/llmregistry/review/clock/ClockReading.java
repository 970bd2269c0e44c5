package org.llmregistry.review.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What a clock shows at an instant. `regulator + applicant + closed` is the time since the start, exactly, and
/// `regulatorDays + applicantDays + closedDays` are the days after that of the start that have ended.
///
/// @param startedAt     null before the start
/// @param regulator     time in which the clock ran, on counted days
/// @param applicant     time in which it was stopped, on whatever days
/// @param closed        nobody's time: after the case was closed, and running time on days that don't count
/// @param regulatorDays counted days, the day of the start aside, at whose end the clock ran
/// @param applicantDays counted days, the day of the start aside, at whose end it was stopped
/// @param closedDays    the other days that have ended since: those that don't count, and those after the end
/// @param dueOn         the last day in time, if the clock runs on, or the day that was missed; null unless it runs
/// @param overdue       the last day in time has ended; once true, it stays so
/// @param pausedSince   the beginning of the stop that lasts; null unless stopped
public record ClockReading(
        Instant at,
        ClockState state,
        @Nullable Instant startedAt,
        Duration regulator,
        Duration applicant,
        Duration closed,
        int regulatorDays,
        int applicantDays,
        int closedDays,
        @Nullable LocalDate dueOn,
        boolean overdue,
        @Nullable Instant pausedSince) {}
