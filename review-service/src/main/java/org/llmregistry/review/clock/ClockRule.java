package org.llmregistry.review.clock;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A time limit that a scheme sets its authority.
///
/// @param limit     whole days; 0 is a limit too: due on the day of the start or the next that counts
/// @param extension the most days that the head may add; null means none. A reading counts what was granted
/// @param stoppedIn states of a case in which the other side must act
/// @param onOverrun what passing the limit does by itself
/// @param overrunKinds kinds of application that it does so for, others raise an alarm; null: all
public record ClockRule(
        String code,
        CountingUnit unit,
        int limit,
        @Nullable Integer extension,
        Set<String> stoppedIn,
        OnOverrun onOverrun,
        @Nullable Set<String> overrunKinds) {

    public enum OnOverrun {
        ALARM,
        DEEMED_ACCEPTED,
        DEEMED_APPROVED
    }

    public ClockRule {
        if (limit < 0) {
            throw new IllegalArgumentException("%s has a limit of %d days".formatted(code, limit));
        }
        if (extension != null && extension < 1) {
            throw new IllegalArgumentException("%s has an extension of %d days".formatted(code, extension));
        }
        if (overrunKinds != null) {
            overrunKinds = Collections.unmodifiableSet(new TreeSet<>(overrunKinds));
        }
        stoppedIn = Collections.unmodifiableSet(new TreeSet<>(stoppedIn));
    }
}
