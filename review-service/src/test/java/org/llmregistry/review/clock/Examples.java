package org.llmregistry.review.clock;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.llmregistry.review.clock.ClockRule.OnOverrun;

/// Calendars, rules and instants of the clock's tests.
final class Examples {

    static final Set<DayOfWeek> MONDAY_TO_FRIDAY = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    /// As the State Council set Spring Festival: off from 10 to 17 February, worked on the Sundays 4 and 18 February.
    static final WorkCalendar CHINA_2024 = new WorkCalendar(
            "Asia/Shanghai",
            MONDAY_TO_FRIDAY,
            LocalDate.parse("2024-02-10")
                    .datesUntil(LocalDate.parse("2024-02-18"))
                    .collect(Collectors.toSet()),
            Set.of(LocalDate.parse("2024-02-04"), LocalDate.parse("2024-02-18")));

    private Examples() {}

    static WorkCalendar weekdays(String timeZone) {
        return new WorkCalendar(timeZone, MONDAY_TO_FRIDAY, Set.of(), Set.of());
    }

    static ClockRule limit(int days, CountingUnit unit) {
        return new ClockRule("REVIEW", unit, days, null, Set.of("INFO_REQUESTED"), OnOverrun.ALARM, null);
    }

    static ClockRule workingDays(int limit) {
        return limit(limit, CountingUnit.WORKING_DAY);
    }

    static CaseClock clock(ClockRule rule, WorkCalendar calendar) {
        return new CaseClock(rule, Calendars.of(calendar));
    }

    static Instant shanghai(String local) {
        return in("Asia/Shanghai", local);
    }

    static Instant berlin(String local) {
        return in("Europe/Berlin", local);
    }

    static Instant in(String zone, String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant();
    }

    static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    static Duration hours(long hours) {
        return Duration.ofHours(hours);
    }
}
