package org.llmregistry.review.clock;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// On which days an authority works, as data, and where its days begin and end.
///
/// @param timeZone         of the authority (IANA); an offset will not do, because it knows no daylight saving
/// @param holidays         days off, whatever their weekday
/// @param extraWorkingDays days of work, whatever their weekday, such as China's adjusted weekends
public record WorkCalendar(
        String timeZone, Set<DayOfWeek> workingWeekdays, Set<LocalDate> holidays, Set<LocalDate> extraWorkingDays) {

    public WorkCalendar {
        if (!ZoneRulesProvider.getAvailableZoneIds().contains(timeZone)) {
            throw new IllegalArgumentException("%s is not an IANA time zone".formatted(timeZone));
        }
        if (workingWeekdays.isEmpty()) {
            throw new IllegalArgumentException("a calendar without a working weekday would never reach a date");
        }
        if (!Collections.disjoint(holidays, extraWorkingDays)) {
            throw new IllegalArgumentException("a day can't be both a holiday and an extra working day");
        }
        workingWeekdays = sorted(workingWeekdays);
        holidays = sorted(holidays);
        extraWorkingDays = sorted(extraWorkingDays);
    }

    public boolean isWorkingDay(LocalDate day) {
        return extraWorkingDays.contains(day)
                || (workingWeekdays.contains(day.getDayOfWeek()) && !holidays.contains(day));
    }

    /// Working days after the first day up to and including the last: the day of the event is not counted.
    public int workingDaysBetween(LocalDate event, LocalDate last) {
        if (last.isBefore(event)) {
            throw new IllegalArgumentException("%s is before %s".formatted(last, event));
        }
        return Math.toIntExact(event.plusDays(1)
                .datesUntil(last.plusDays(1))
                .filter(this::isWorkingDay)
                .count());
    }

    /// The n-th working day after a day; with n = 0 the day itself, working or not.
    public LocalDate addWorkingDays(LocalDate day, int n) {
        return CountingUnit.WORKING_DAY.add(day, n, Calendars.of(this));
    }

    /// The day that an instant lies in. Not the local date alone: where clocks go back over midnight, that shows the
    /// day before once more, after its end.
    LocalDate dayOf(Instant instant) {
        LocalDate day = instant.atZone(ZoneId.of(timeZone)).toLocalDate();
        while (!endOf(day).isAfter(instant)) {
            day = day.plusDays(1);
        }
        return day;
    }

    /// The first instant of the next day: a day of a change of the clocks has 23 or 25 hours.
    Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneId.of(timeZone)).toInstant();
    }

    /// In order, so that the same calendar is always written as the same text.
    private static <T extends Comparable<? super T>> Set<T> sorted(Collection<T> values) {
        return Collections.unmodifiableSet(new TreeSet<>(values));
    }
}
