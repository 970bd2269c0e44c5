package org.llmregistry.registry.document;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A document that the vendor has uploaded.
@Schema(description = "A document that you have uploaded")
public record DocumentView(
        @Schema(examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String sha256,

        @Schema(description = "Bytes", examples = "4") long size,

        @Schema(description = "Kind of the document, read from its bytes", examples = "application/pdf")
        String mediaType,

        Instant uploadedAt) {

    static DocumentView of(Document document) {
        return new DocumentView(document.sha256(), document.size(), document.mediaType(), document.uploadedAt());
    }
}
