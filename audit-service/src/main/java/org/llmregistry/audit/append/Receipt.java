package org.llmregistry.audit.append;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What became of one event of a batch.
///
/// @param log   origin of the log that has it; null when it was not appended
/// @param index its place there; null when it was not appended
public record Receipt(
        UUID id, @Nullable String log, @Nullable Long index, Outcome outcome) {

    /// It was not appended.
    static Receipt refused(UUID id, Outcome why) {
        return new Receipt(id, null, null, why);
    }

    @Schema(
            name = "ReceiptOutcome",
            description =
                    "APPENDED now; DUPLICATE: appended earlier, same bytes; CONFLICT: the id stands in the log with other"
                            + " bytes; OUT_OF_SEQUENCE: an earlier event of the subject is missing, send that first")
    public enum Outcome {
        APPENDED,
        DUPLICATE,
        CONFLICT,
        OUT_OF_SEQUENCE
    }

    /// One receipt per event, in the order of the batch.
    public record Receipts(List<Receipt> receipts) {}
}
