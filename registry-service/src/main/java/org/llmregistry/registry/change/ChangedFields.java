package org.llmregistry.registry.change;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.application.ApplicationRevision;
import org.llmregistry.registry.dossier.Dossier;
import org.llmregistry.registry.dossier.ModelType;
import org.llmregistry.registry.dossier.Origin;
import org.llmregistry.registry.licence.Licence;
import org.llmregistry.registry.model.ModelVersion;
import org.llmregistry.registry.revision.Difference;

/// What a notification changes in what is licensed, field by field.
@ApplicationScoped
class ChangedFields {

    /// Pointer of a change of the weights, which no dossier holds.
    static final String WEIGHTS = "/version";

    private final ObjectMapper json;

    ChangedFields(ObjectMapper json) {
        this.json = json;
    }

    /// @param licensed what is licensed, with the changes that hold
    /// @param after    the same with this change; null when the command says nothing of the dossier
    record Found(Dossier licensed, @Nullable Dossier after, List<Difference> differences) {
        List<String> pointers() {
            return differences.stream().map(Difference::pointer).toList();
        }
    }

    Found of(Licence licence, NotifyChange command, LocalDate today) {
        Dossier licensed = licensed(licence, today);
        ModelVersion own = ModelVersion.require(Objects.requireNonNull(licence.versionId()));
        ModelVersion version = command.modelVersionId() == null ? own : sameModel(own, command);
        Dossier told = command.dossier();
        if (told == null && version == own) {
            return new Found(licensed, null, List.of());
        }
        ModelType type = ModelType.of(version);
        Origin lineage = Origin.of(version.lineage());
        if (told != null && !told.agreesWith(type, lineage)) {
            throw Refusal.invalid(
                    "/dossier",
                    "taken-from-version",
                    "'type' and 'lineage' are those of the model version; leave them out or send them as you read them.");
        }
        Dossier after = (told == null ? licensed : told).about(type, lineage);
        List<Difference> differences =
                new ArrayList<>(Difference.between(json.valueToTree(licensed), json.valueToTree(after)));
        if (!version.manifestDigest().equals(own.manifestDigest())) {
            differences.add(new Difference(
                    WEIGHTS,
                    Difference.Change.CHANGED,
                    TextNode.valueOf(own.manifestDigest()),
                    TextNode.valueOf(version.manifestDigest())));
        }
        return new Found(licensed, after, differences);
    }

    private static ModelVersion sameModel(ModelVersion own, NotifyChange command) {
        return ModelVersion.<ModelVersion>findByIdOptional(command.modelVersionId())
                .filter(version -> version.modelId().equals(own.modelId()))
                .orElseThrow(() -> Refusal.invalid(
                        "/modelVersionId",
                        "same-model",
                        "Name a version of the licensed model: GET /models/{id}/versions."));
    }

    /// The dossier that was decided on, or of the newest change since then that holds.
    private static Dossier licensed(Licence licence, LocalDate today) {
        Optional<ApplicationRevision> decided = licence.licensedApplication().flatMap(ApplicationRevision::newest);
        Instant since = decided.map(ApplicationRevision::submittedAt).orElse(Instant.MIN);
        return LicenceChange.of(licence.id()).stream()
                .filter(change ->
                        change.status(today).holds() && change.notifiedAt().isAfter(since))
                .map(LicenceChange::dossier)
                .flatMap(Optional::stream)
                .reduce((earlier, later) -> later)
                .or(() -> decided.map(ApplicationRevision::dossier))
                .orElse(Dossier.EMPTY);
    }
}
