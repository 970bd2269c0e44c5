package org.llmregistry.audit.year;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.llmregistry.audit.checkpoint.LogKeys;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.audit.series.Logs;

/// Which logs there are: one for each year.
@Path("/logs")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "3 Tree head")
public class LogsResource {

    private final Logs logs;
    private final LogKeys keys;
    private final YearChange years;

    LogsResource(Logs logs, LogKeys keys, YearChange years) {
        this.logs = logs;
        this.keys = keys;
        this.years = years;
    }

    /// Whether a log takes entries.
    @Schema(description = "NEXT: it is opened when the year is over; OPEN: it takes entries; CLOSED: it stays as it is")
    public enum Standing {
        NEXT,
        OPEN,
        CLOSED
    }

    /// One log.
    public record LogView(
            @Schema(description = "How its checkpoints call it", examples = "audit.registry.example")
            String origin,

            @Schema(description = "Path that everything about it is read below", examples = "/")
            String path,

            Standing standing,

            @Schema(description = "The key that its checkpoints are verified with (c2sp.org/signed-note)")
            String key,

            @Schema(description = "Its second key, ML-DSA-44; null when it signs with Ed25519 alone") @Nullable
            String mlDsaKey,

            @Schema(description = "Number of entries") long size,

            @Schema(description = "Null: it is still to come") @Nullable
            Instant openedAt,

            @Schema(description = "Null: it takes entries") @Nullable
            Instant closedAt) {}

    @GET
    @Operation(
            operationId = "getLogs",
            summary = "Read which logs there are",
            description =
                    "Public; in their order, the next one last. A log ends with its year: its last entry `log.closed` names origin and"
                            + " key of the one that follows, whose first entry `log.opened` has its last checkpoint. Every path of this"
                            + " service is also there below the path of a log (`/2027/checkpoint`); without it a place or a tree is one of"
                            + " the first log, and things are looked for in all of them.")
    public List<LogView> list() {
        List<Logs.State> states = logs.states();
        AuditLog next = years.next(states.getLast().log());
        return Stream.concat(
                        states.stream()
                                .map(state -> view(
                                        state.log(),
                                        state.frozenAt() == null ? Standing.OPEN : Standing.CLOSED,
                                        state.size(),
                                        state.openedAt(),
                                        state.frozenAt())),
                        Stream.of(view(next, Standing.NEXT, 0, null, null)))
                .toList();
    }

    private LogView view(
            AuditLog log, Standing standing, long size, @Nullable Instant openedAt, @Nullable Instant closedAt) {
        return new LogView(
                log.origin(),
                "/" + log.name(),
                standing,
                keys.verifierKey(log),
                keys.secondVerifierKey(log).orElse(null),
                size,
                openedAt,
                closedAt);
    }
}
