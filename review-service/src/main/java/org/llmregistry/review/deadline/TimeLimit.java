package org.llmregistry.review.deadline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.llmregistry.review.clock.ClockEvent;
import org.llmregistry.review.clock.ClockRule;

/// The limits that a scheme may set, and which states they run between. A scheme names them by `code`.
enum TimeLimit {
    /// From the submission to acceptance.
    ACCEPTANCE("SUBMITTED", Set.of("ACCEPTED", "WITHDRAWN", "LAPSED")),
    /// From acceptance to the decision, and again from the day on which a panel remits the case. The appeal itself is
    /// nobody's time.
    REVIEW("ACCEPTED", Set.of("APPROVED", "REFUSED", "WITHDRAWN", "LAPSED", "UNDER_APPEAL"));

    private final String startsIn;
    private final Set<String> endsIn;

    TimeLimit(String startsIn, Set<String> endsIn) {
        this.startsIn = startsIn;
        this.endsIn = endsIn;
    }

    /// What the moves of a case did to this clock.
    List<ClockEvent> events(List<Move.Reached> moves, ClockRule rule, Optional<Extension> extension) {
        List<ClockEvent> events = new ArrayList<>();
        for (Move.Reached move : moves) {
            boolean started = !events.isEmpty();
            if (!started && move.status().equals(startsIn)) {
                events.add(ClockEvent.started(move.at()));
            } else if (started && endsIn.contains(move.status())) {
                events.add(ClockEvent.closed(move.at()));
                if (this == ACCEPTANCE) {
                    break; // what follows is the review's
                }
            } else if (started) {
                events.add(
                        rule.stoppedIn().contains(move.status())
                                ? ClockEvent.stopped(move.at())
                                : ClockEvent.resumed(move.at()));
            }
        }
        if (this == REVIEW) {
            extension.ifPresent(granted -> insert(events, ClockEvent.extended(granted.grantedAt(), granted.days())));
        }
        return events;
    }

    /// In the order of time.
    private static void insert(List<ClockEvent> events, ClockEvent extended) {
        Instant at = extended.at();
        int place = 0;
        while (place < events.size() && !events.get(place).at().isAfter(at)) {
            place++;
        }
        events.add(place, extended);
    }
}
