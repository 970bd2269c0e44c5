package org.llmregistry.registry.receipt;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Proves offline, with the key of the log and nothing else, that the log has the event (`docs/audit-guide.md`).
///
/// @param leaf  exactly what the log hashed
/// @param proof c2sp.org/tlog-proof@v1, with the signed checkpoint that it leads to
@Schema(
        name = "Receipt",
        description = "Proves offline, with the key of the log and nothing else, that the log has the event")
public record ReceiptView(
        @Schema(description = "Place in the log") long index,

        @Schema(description = "The exact bytes that the log hashed, base64: JSON of the event and its place")
        byte[] leaf,

        @Schema(description = "c2sp.org/tlog-proof@v1, with the signed checkpoint that it leads to")
        String proof) {}
