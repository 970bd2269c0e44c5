package org.llmregistry.registry.dossier;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.dossier.Developer.Signatory;

/// Everything that an application says. A draft may leave out anything; sizes and forms are checked at once, what is
/// missing is listed by a validation and refused at submission.
///
/// @param type    taken from the model version, as is `lineage`; a change sends back what it read, or leaves both out
@Schema(description = "What the application says; a draft may leave out anything")
public record Dossier(
        @Valid @Nullable Developer developer,

        @Schema(description = "Who signs for the developer; never public") @Size(max = 20) @Nullable
        List<@NotNull @Valid Signatory> signatories,

        @Schema(description = "Type of the version, taken from it; leave it out or send it back as you read it")
        @Valid
        @Nullable
        ModelType type,

        @Schema(description = "Lineage of the version, taken from it; leave it out or send it back as you read it")
        @Valid
        @Nullable
        Origin lineage,

        @Valid @Nullable Training training,

        @Schema(description = "Every source of training data") @Size(max = 2_000) @Nullable
        List<@NotNull @Valid CorpusSource> corpus,

        @Schema(description = "Every evaluation, with counts instead of rates") @Size(max = 1_000) @Nullable
        List<@NotNull @Valid Evaluation> evaluations,

        @Valid @Nullable Safeguards safeguards,

        @Valid @Nullable Deployment deployment,

        @Schema(description = "Documents that were uploaded before, by their hash") @Size(max = 200) @Nullable
        List<@NotNull @Valid DocumentReference> documents) {

    public static final Dossier EMPTY = new Dossier(null, null, null, null, null, null, null, null, null, null);

    /// Lists are never null once the dossier is made.
    public Dossier {
        signatories = signatories == null ? List.of() : List.copyOf(signatories);
        corpus = corpus == null ? List.of() : List.copyOf(corpus);
        evaluations = evaluations == null ? List.of() : List.copyOf(evaluations);
        documents = documents == null ? List.of() : List.copyOf(documents);
    }

    public Dossier about(ModelType newType, Origin newLineage) {
        return new Dossier(
                developer,
                signatories,
                newType,
                newLineage,
                training,
                corpus,
                evaluations,
                safeguards,
                deployment,
                documents);
    }

    public Dossier by(Developer newDeveloper) {
        return new Dossier(
                newDeveloper,
                signatories,
                type,
                lineage,
                training,
                corpus,
                evaluations,
                safeguards,
                deployment,
                documents);
    }

    /// Whether the parts that belong to the version are left out or as they are there.
    public boolean agreesWith(ModelType versionType, Origin versionLineage) {
        return (type == null || Objects.equals(type, versionType))
                && (lineage == null || Objects.equals(lineage, versionLineage));
    }
}
