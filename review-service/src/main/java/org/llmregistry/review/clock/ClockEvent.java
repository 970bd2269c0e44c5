package org.llmregistry.review.clock;

import java.time.Instant;

/// Something that happened to a clock.
///
/// @param days granted by an extension; 0 with every other kind
public record ClockEvent(Instant at, Kind kind, int days) {

    /// `RESUMED` also opens a closed clock again, which goes on where it was: an appeal remitted the case.
    public enum Kind {
        STARTED,
        STOPPED,
        RESUMED,
        EXTENDED,
        CLOSED
    }

    public ClockEvent {
        if (kind == Kind.EXTENDED ? days < 1 : days != 0) {
            throw new IllegalArgumentException("%s with %d days".formatted(kind, days));
        }
    }

    public static ClockEvent started(Instant at) {
        return new ClockEvent(at, Kind.STARTED, 0);
    }

    public static ClockEvent stopped(Instant at) {
        return new ClockEvent(at, Kind.STOPPED, 0);
    }

    public static ClockEvent resumed(Instant at) {
        return new ClockEvent(at, Kind.RESUMED, 0);
    }

    public static ClockEvent extended(Instant at, int days) {
        return new ClockEvent(at, Kind.EXTENDED, days);
    }

    public static ClockEvent closed(Instant at) {
        return new ClockEvent(at, Kind.CLOSED, 0);
    }
}
