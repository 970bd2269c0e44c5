package org.llmregistry.registry.upload;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Versioned;

/// An upload and how far it is.
@Schema(description = "An upload in parts and how far it is")
public record UploadView(
        UUID id,
        String sha256,
        @Schema(description = "Bytes of the whole document") long size,

        @Schema(description = "As declared") @Nullable String mediaType,

        @Schema(description = "Bytes that are here; the next part begins with this one")
        long offset,

        @Schema(description = "True: the document is stored, see GET /documents/{sha256}")
        boolean complete,

        Instant openedAt,

        @Schema(description = "When it is forgotten unless a part comes before")
        Instant expiresAt)
        implements Versioned {

    static UploadView of(Upload upload) {
        return new UploadView(
                upload.id(),
                upload.sha256(),
                upload.size(),
                upload.mediaType(),
                upload.received(),
                upload.isComplete(),
                upload.openedAt(),
                upload.expiresAt());
    }

    /// What `If-Match` names: the offset; one more once it is complete.
    @Override
    public long version() {
        return complete ? offset + 1 : offset;
    }
}
