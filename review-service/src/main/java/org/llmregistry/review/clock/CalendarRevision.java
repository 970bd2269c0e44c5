package org.llmregistry.review.clock;

import java.time.Instant;
import java.time.LocalDate;

/// A later version of a calendar.
///
/// @param publishedAt   readings for an instant before it don't know this version
/// @param effectiveFrom the first day that it judges
public record CalendarRevision(Instant publishedAt, LocalDate effectiveFrom, WorkCalendar calendar) {

    /// A day that had begun when a version was published keeps its judge. So time once used never changes.
    public CalendarRevision {
        LocalDate published = calendar.dayOf(publishedAt);
        if (!effectiveFrom.isAfter(published)) {
            throw new IllegalArgumentException("a calendar published on %s can't take effect on %s; the next day can"
                    .formatted(published, effectiveFrom));
        }
    }
}
