package org.llmregistry.review.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the clock of a rule off the events of a case. Days are those of the authority's time zone, and each belongs
/// to the state that the clock has at its end: so a pause within a day costs nobody a day, and no day is counted
/// twice. The day of the start belongs to nobody.
public record CaseClock(ClockRule rule, Calendars calendars) {

    /// What the clock shows at an instant. Later events and calendars published later are not looked at, so that a
    /// reading for the past stays what it was.
    ///
    /// @param history in the order in which it happened, also where two events share an instant
    public ClockReading read(List<ClockEvent> history, Instant at) {
        Fold fold = new Fold();
        Instant last = Instant.MIN;
        for (ClockEvent event : history) {
            if (event.at().isBefore(last)) {
                throw new IllegalArgumentException("%s stands after what happened at %s".formatted(event, last));
            }
            last = event.at();
            if (!last.isAfter(at)) {
                fold.take(event);
            }
        }
        return fold.reading(at);
    }

    /// The clock runs, and its last day is at most so many counted days away (0: today) or has passed.
    public boolean nearDue(ClockReading reading, int days) {
        LocalDate due = reading.dueOn();
        Calendars known = calendars.knownAt(reading.at());
        return due != null && !due.isAfter(rule.unit().add(dayOf(reading.at()), days, known));
    }

    private LocalDate dayOf(Instant instant) {
        return calendars.original().dayOf(instant);
    }

    private final class Fold {
        private ClockState state = ClockState.NOT_STARTED;
        private Instant read = Instant.MIN;
        private @Nullable Instant pausedSince;
        private @Nullable Instant startedAt;
        private @Nullable LocalDate startedOn;
        private @Nullable LocalDate missed;
        private int allowed = rule.limit();

        private Duration regulator = Duration.ZERO;
        private Duration applicant = Duration.ZERO;
        private Duration closed = Duration.ZERO;
        private int regulatorDays;
        private int applicantDays;

        void take(ClockEvent event) {
            advance(event.at());
            if (state == ClockState.NOT_STARTED) {
                startedAt = event.at();
                startedOn = dayOf(event.at());
            }
            state = state.after(event.kind());
            allowed = Math.addExact(allowed, event.days());
            if (state != ClockState.STOPPED) {
                pausedSince = null;
            } else if (pausedSince == null) {
                pausedSince = event.at();
            }
        }

        ClockReading reading(Instant at) {
            advance(at);
            return new ClockReading(
                    at,
                    state,
                    startedAt,
                    regulator,
                    applicant,
                    closed,
                    regulatorDays,
                    applicantDays,
                    endedDays(at) - regulatorDays - applicantDays,
                    state == ClockState.RUNNING ? dueOn(at) : null,
                    missed != null,
                    pausedSince);
        }

        /// Days after that of the start. A day that a time zone left out is nobody's.
        private int endedDays(Instant at) {
            return startedOn == null ? 0 : (int) Math.max(0, ChronoUnit.DAYS.between(startedOn, dayOf(at)) - 1);
        }

        private void advance(Instant until) {
            switch (state) {
                case NOT_STARTED -> {}
                case CLOSED -> closed = closed.plus(Duration.between(read, until));
                case RUNNING, STOPPED -> {
                    while (read.isBefore(until)) {
                        spend(dayOf(read), until);
                    }
                }
            }
            read = until;
        }

        /// Time up to the end of the day, if that comes first. A day that has begun is judged alike by all calendars
        /// and by those known: none may judge a day on which it was not yet published.
        private void spend(LocalDate day, Instant until) {
            Instant end = calendars.original().endOf(day);
            boolean ends = !end.isAfter(until);
            boolean counted = rule.unit().counts(day, calendars);
            Duration time = Duration.between(read, ends ? end : until);
            if (state == ClockState.STOPPED) {
                applicant = applicant.plus(time);
            } else if (counted) {
                regulator = regulator.plus(time);
            } else {
                closed = closed.plus(time);
            }
            if (ends && counted) {
                end(day);
            }
            read = read.plus(time);
        }

        private void end(LocalDate day) {
            int counts = day.equals(startedOn) ? 0 : 1;
            if (state == ClockState.STOPPED) {
                applicantDays += counts;
                return;
            }
            regulatorDays += counts;
            // Once missed, always missed: an extension granted afterwards comes too late to hide it.
            if (missed == null && regulatorDays >= allowed) {
                missed = day;
            }
        }

        private LocalDate dueOn(Instant at) {
            if (missed != null) {
                return missed;
            }
            Calendars known = calendars.knownAt(at);
            int days = regulatorDays;
            for (LocalDate day = dayOf(at); ; day = day.plusDays(1)) {
                if (rule.unit().counts(day, known)) {
                    days += day.equals(startedOn) ? 0 : 1;
                    if (days >= allowed) {
                        return day;
                    }
                }
            }
        }
    }
}
