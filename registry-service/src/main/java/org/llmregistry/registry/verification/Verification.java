package org.llmregistry.registry.verification;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.licence.LicenceView;
import org.llmregistry.registry.lineage.Resting;
import org.llmregistry.registry.revision.Difference;

/// The answer: what was found, and whether it holds now.
@Schema(description = "What was found, and whether it holds now")
record Verification(
        Verdict verdict,

        @Schema(description = "When it was looked up") Instant at,

        List<Match> matches,

        @Schema(description = "Digests that no licence rests on")
        List<String> unknownDigests,

        @Schema(
                description =
                        "What the certificate says and the record does not, by JSON Pointer into `licence`, at most"
                                + " 100; empty: they agree. Absent: no certificate was shown")
        @Nullable
        List<Difference> differences) {

    @Schema(
            description =
                    "IN_FORCE: the number, or every digest, rests on a licence in force; PARTLY_IN_FORCE: some digests"
                            + " do; NOT_IN_FORCE: suspended, itself or by what it rests on, or ended; UNKNOWN: no licence at all, or not"
                            + " what the certificate says of it")
    enum Verdict {
        IN_FORCE,
        PARTLY_IN_FORCE,
        NOT_IN_FORCE,
        UNKNOWN
    }

    enum MatchedBy {
        NUMBER,
        CERTIFICATE,
        MANIFEST,
        FILE
    }

    /// @param inForce neither suspended, itself or by what it rests on, nor ended, and not past its last day
    record Match(
            LicenceView licence,
            boolean inForce,

            @Schema(
                    description =
                            "What it rests on directly, as that stands now; empty: nothing in this register, or the scheme"
                                    + " keeps it from the public")
            List<Resting.Base> restsOn,

            MatchedBy matchedBy,

            @Schema(description = "How many of the digests belong to the licensed version")
            int digests) {}
}
