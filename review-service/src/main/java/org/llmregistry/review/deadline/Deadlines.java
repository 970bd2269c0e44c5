package org.llmregistry.review.deadline;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.clock.Calendars;
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
        return read(caseId, schemeCode, version).shown();
    }

    /// The clocks of a case.
    ///
    /// @param extended whether the authority took more time for its review
    public record Clocks(List<ClockView> shown, boolean extended) {
        /// The running one with the earliest last day.
        public Optional<ClockView> first() {
            return shown.stream()
                    .filter(clock -> clock.dueOn() != null)
                    .min(Comparator.comparing(clock -> Objects.requireNonNull(clock.dueOn())));
        }
    }

    /// As [#of].
    public Clocks read(UUID caseId, String schemeCode, @Nullable Integer version) {
        List<Move.Reached> moves = Move.of(caseId);
        Optional<Extension> extension = Extension.of(caseId);
        Optional<Schemes.Timing> timing = moves.isEmpty() ? Optional.empty() : schemes.timing(schemeCode, version);
        Instant now = clock.instant();
        return new Clocks(
                timing.stream()
                        .flatMap(held -> held.clocks().stream()
                                .flatMap(rule -> shown(rule, held.calendars(), moves, extension, now).stream()))
                        .toList(),
                extension.isPresent());
    }

    private static Optional<ClockView> shown(
            ClockRule rule, Calendars calendars, List<Move.Reached> moves, Optional<Extension> extension, Instant now) {
        ClockReading reading = new CaseClock(rule, calendars)
                .read(TimeLimit.valueOf(rule.code()).events(moves, rule, extension), now);
        return reading.state() == ClockState.NOT_STARTED
                ? Optional.empty()
                : Optional.of(ClockView.of(rule, reading, pausedFor(moves, rule, reading)));
    }

    private static @Nullable String pausedFor(List<Move.Reached> moves, ClockRule rule, ClockReading reading) {
        return reading.state() != ClockState.STOPPED
                ? null
                : moves.reversed().stream()
                        .map(Move.Reached::status)
                        .filter(rule.stoppedIn()::contains)
                        .findFirst()
                        .orElse(null);
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
