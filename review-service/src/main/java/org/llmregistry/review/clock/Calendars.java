package org.llmregistry.review.clock;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// Every version of an authority's calendar. A day is judged by the version with the latest effective date that is
/// not after the day; of two with the same date, by the one published last; before any of them, by the original.
///
/// @param original  known from the beginning and for every day
/// @param revisions in the order of their publication
public record Calendars(WorkCalendar original, List<CalendarRevision> revisions) {

    public Calendars {
        revisions = List.copyOf(revisions);
        for (int i = 0; i < revisions.size(); i++) {
            CalendarRevision revision = revisions.get(i);
            if (!revision.calendar().timeZone().equals(original.timeZone())) {
                throw new IllegalArgumentException(
                        "an authority's time zone can't change: the same instant would" + " lie in two days");
            }
            if (i > 0 && !revision.publishedAt().isAfter(revisions.get(i - 1).publishedAt())) {
                throw new IllegalArgumentException("calendars stand in the order of their publication");
            }
        }
    }

    public static Calendars of(WorkCalendar only) {
        return new Calendars(only, List.of());
    }

    /// The calendar that judges a day.
    public WorkCalendar on(LocalDate day) {
        WorkCalendar judge = original;
        LocalDate since = LocalDate.MIN;
        for (CalendarRevision revision : revisions) {
            LocalDate from = revision.effectiveFrom();
            if (!from.isAfter(day) && !from.isBefore(since)) {
                judge = revision.calendar();
                since = from;
            }
        }
        return judge;
    }

    /// The calendars without those published later: what a person could know at the instant.
    Calendars knownAt(Instant at) {
        return new Calendars(
                original,
                revisions.stream()
                        .filter(revision -> !revision.publishedAt().isAfter(at))
                        .toList());
    }
}
