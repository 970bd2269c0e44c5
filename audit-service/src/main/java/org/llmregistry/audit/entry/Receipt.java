package org.llmregistry.audit.entry;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What became of one event of a batch.
///
/// @param index its place in the log; null when it was not appended
public record Receipt(UUID id, @Nullable Long index, Outcome outcome) {

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
