package org.llmregistry.registry.decision;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A refusal, as anybody may read it.
@Schema(name = "Refusal", description = "A refusal under a scheme that shows refusals to the public")
record RefusalView(
        String modelName,
        String versionLabel,
        @Schema(description = "Legal name of the applicant") String applicant,
        @Schema(examples = "DEMO") String schemeCode,
        int schemeVersion,
        String track,
        LocalDate decidedOn,

        @Schema(description = "What it rests on") @Nullable String legalBasis,

        @Schema(description = "Clauses that were not met") List<String> clauses,

        @Schema(description = "False: a later decision, after an appeal, granted a licence; this one stays on record")
        boolean stands) {}
