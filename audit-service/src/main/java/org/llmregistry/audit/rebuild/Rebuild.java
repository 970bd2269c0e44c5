package org.llmregistry.audit.rebuild;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What became of one application or licence, by its events.
///
/// @param status where its last move led; null when no event tells a state
@Schema(description = "The state of a thing as the log tells it")
public record Rebuild(
        @Schema(examples = "licences/DEMO-2026-000001-K") String subject,

        @Nullable String status,

        @Schema(description = "How many events of it the log has")
        long events,

        List<Move> moves,

        @Schema(
                description =
                        "What does not follow: a gap in the events, or a move from another state than the one before led to")
        List<String> faults) {

    /// One step.
    ///
    /// @param from null where the event tells only where it led
    @Schema(name = "RebuiltMove")
    public record Move(
            @Schema(description = "Origin of the log that has it", examples = "audit.registry.example")
            String log,

            long index,
            Instant at,
            String type,
            @Nullable String from,
            String to) {}

    /// One event of the thing, in the order of its numbers.
    ///
    /// @param to null when it moved nothing
    record Step(
            String log,
            long index,
            long number,
            Instant at,
            String type,
            @Nullable String from,
            @Nullable String to) {}

    static Rebuild of(String subject, List<Step> steps) {
        List<Move> moves = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        String status = null;
        long number = 0;
        for (Step step : steps) {
            if (step.number() != number + 1) {
                faults.add("entry %d of %s is event %d, but event %d was before it"
                        .formatted(step.index(), step.log(), step.number(), number));
            }
            number = step.number();
            if (step.to() == null) {
                continue;
            }
            if (step.from() != null && !step.from().equals(status)) {
                faults.add("entry %d of %s moves it from %s, but it was %s"
                        .formatted(step.index(), step.log(), step.from(), status));
            }
            if (!step.to().equals(status)) {
                moves.add(new Move(step.log(), step.index(), step.at(), step.type(), status, step.to()));
            }
            status = step.to();
        }
        return new Rebuild(subject, status, steps.size(), moves, faults);
    }
}
