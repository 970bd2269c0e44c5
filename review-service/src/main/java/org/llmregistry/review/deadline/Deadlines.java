package org.llmregistry.review.deadline;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.clock.CaseClock;
import org.llmregistry.review.clock.ClockReading;
import org.llmregistry.review.clock.ClockRule;
import org.llmregistry.review.clock.ClockState;
import org.llmregistry.review.scheme.Schemes;

/// Reads the clocks of cases. Before acceptance the limits of the version in force count, afterwards the pinned ones;
/// the calendar of each version judges the days after its publication.
@ApplicationScoped
public class Deadlines {

    private final Schemes schemes;
    private final Clock clock;

    Deadlines(Schemes schemes, Clock clock) {
        this.schemes = schemes;
        this.clock = clock;
    }

    /// @param version pinned at acceptance; null before
    public List<ClockView> of(UUID caseId, String schemeCode, @Nullable Integer version) {
        List<Move> moves = Move.of(caseId);
        if (moves.isEmpty()) {
            return List.of();
        }
        Optional<Extension> extension = Extension.of(caseId);
        Instant now = clock.instant();
        return schemes.timing(schemeCode, version)
                .map(timing -> timing.clocks().stream()
                        .flatMap(rule -> {
                            ClockReading reading = new CaseClock(rule, timing.calendars())
                                    .read(TimeLimit.valueOf(rule.code()).events(moves, rule, extension), now);
                            return reading.state() == ClockState.NOT_STARTED
                                    ? Stream.empty()
                                    : Stream.of(ClockView.of(rule, reading, pausedFor(moves, rule, reading)));
                        })
                        .toList())
                .orElse(List.of());
    }

    private static @Nullable String pausedFor(List<Move> moves, ClockRule rule, ClockReading reading) {
        return reading.state() != ClockState.STOPPED
                ? null
                : moves.reversed().stream()
                        .map(Move::status)
                        .filter(rule.stoppedIn()::contains)
                        .findFirst()
                        .orElse(null);
    }

    /// The running clock with the earliest last day.
    public static Optional<ClockView> first(List<ClockView> clocks) {
        return clocks.stream()
                .filter(shown -> shown.dueOn() != null)
                .min(Comparator.comparing(shown -> Objects.requireNonNull(shown.dueOn())));
    }

    /// The rule of a clock.
    public Optional<ClockRule> rule(String schemeCode, @Nullable Integer version, String clockCode) {
        return schemes.timing(schemeCode, version).stream()
                .flatMap(timing -> timing.clocks().stream())
                .filter(rule -> rule.code().equals(clockCode))
                .findFirst();
    }

    /// The rule that an extension would add to; empty when the scheme has none.
    public Optional<ClockRule> reviewRule(String schemeCode, int version) {
        return rule(schemeCode, version, TimeLimit.REVIEW.name());
    }
}
