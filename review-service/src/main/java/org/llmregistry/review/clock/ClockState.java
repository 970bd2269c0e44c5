package org.llmregistry.review.clock;

/// Whose time it is: the authority's while RUNNING, the other side's while STOPPED, otherwise nobody's.
public enum ClockState {
    NOT_STARTED,
    RUNNING,
    STOPPED,
    CLOSED;

    /// The state after an event. Repeating a state changes nothing, because several states of a case may stop its
    /// clock; what can't be read in one way only is refused.
    ClockState after(ClockEvent.Kind kind) {
        boolean begins = kind == ClockEvent.Kind.STARTED;
        if (begins != (this == NOT_STARTED) || (kind == ClockEvent.Kind.EXTENDED && this == CLOSED)) {
            throw new IllegalArgumentException("a clock that is %s can't be %s".formatted(this, kind));
        }
        return switch (kind) {
            case STARTED, RESUMED -> RUNNING;
            case STOPPED -> STOPPED;
            case EXTENDED -> this;
            case CLOSED -> CLOSED;
        };
    }
}
