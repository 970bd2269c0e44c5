package org.llmregistry.review.clock;

import java.time.LocalDate;

/// Which days count towards a limit.
public enum CountingUnit {
    WORKING_DAY,
    DAY;

    boolean counts(LocalDate day, Calendars calendars) {
        return this == DAY || calendars.on(day).isWorkingDay(day);
    }

    /// The n-th counted day after a day; with n = 0 the day itself, counted or not.
    LocalDate add(LocalDate day, int n, Calendars calendars) {
        if (n < 0) {
            throw new IllegalArgumentException("%d days can't be added".formatted(n));
        }
        LocalDate reached = day;
        for (int left = n; left > 0; ) {
            reached = reached.plusDays(1);
            if (counts(reached, calendars)) {
                left--;
            }
        }
        return reached;
    }
}
