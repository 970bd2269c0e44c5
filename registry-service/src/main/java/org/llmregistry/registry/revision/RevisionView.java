package org.llmregistry.registry.revision;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.llmregistry.registry.application.ApplicationRevision;
import org.llmregistry.registry.dossier.Dossier;

/// A dossier as it was submitted.
@Schema(description = "A dossier as it was submitted; it never changes")
public record RevisionView(
        UUID applicationId,
        @Schema(examples = "1") int number,

        @Schema(description = "SHA-256 of the dossier's canonical JSON (RFC 8785)")
        String sha256,

        Instant submittedAt,
        Dossier dossier) {

    static RevisionView of(UUID applicationId, ApplicationRevision revision) {
        return new RevisionView(
                applicationId, revision.number(), revision.sha256(), revision.submittedAt(), revision.dossier());
    }
}
