package org.llmregistry.audit.selfaudit;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One reading of the log by itself, or of the part that is new.
@Schema(description = "A reading of the log by the service itself")
public record SelfAudit(
        long id,

        @Schema(description = "Origin of the log that is read", examples = "audit.registry.example")
        String log,

        @Schema(description = "SUFFIX: what is new, each minute; FULL: from the first entry, each night and on demand")
        Kind kind,

        @Schema(description = "Who asked for it, or `system`")
        String requestedBy,

        Instant requestedAt,

        @Schema(description = "Entry that it begins with") long first,

        @Schema(description = "Entries that the log had when it was asked for")
        long size,

        @Schema(description = "Entries read so far, those before `first` included: the progress")
        long checked,

        State state,

        @Schema(description = "What does not fit, and where; the reading ends there") @Nullable
        String fault,

        @Nullable Instant finishedAt) {

    /// What is read.
    public enum Kind {
        SUFFIX,
        FULL
    }

    /// How far it is.
    @Schema(description = "RUNNING: waiting or reading; SOUND: everything fits; FAULTY: something was changed")
    public enum State {
        RUNNING,
        SOUND,
        FAULTY
    }
}
