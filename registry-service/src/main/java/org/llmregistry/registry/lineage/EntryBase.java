package org.llmregistry.registry.lineage;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Ids;

/// What a registrar says of a listed model: which entry is meant by the base model that its list names in words.
@Entity
class EntryBase extends PanacheEntityBase {

    /// How a listed model was made from its base.
    @Schema(name = "LinkedRelation")
    enum Relation {
        CONTINUED,
        FINE_TUNED,
        ADAPTER,
        MERGED,
        QUANTISED,
        DISTILLED
    }

    @Schema(description = "Which entry of the register is meant by a base model that a list names in words")
    record LinkBase(
            @NotNull UUID baseModelId,
            @NotNull Relation relation,

            @Schema(description = "Where it is said") @NotBlank @Size(max = 300)
            String source) {

        static final String EXAMPLE = """
                {"baseModelId": "019a7f3e-0000-7000-8000-000000000001", "relation": "FINE_TUNED",
                 "source": "Model card of the developer, section 'Base model'"}""";
    }

    @Schema(name = "BaseLink")
    record View(UUID entryId, UUID baseModelId, Relation relation, String source, Instant linkedAt) {}

    @Id
    private UUID id;

    private UUID entryId;
    private UUID baseId;

    @Enumerated(EnumType.STRING)
    private Relation relation;

    private String source;
    private Instant linkedAt;

    @SuppressWarnings("UnusedVariable") // read by queries only
    private @Nullable Instant endedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected EntryBase() {}

    EntryBase(UUID entryId, LinkBase command, Instant linkedAt) {
        this.id = Ids.next();
        this.entryId = entryId;
        this.baseId = command.baseModelId();
        this.relation = command.relation();
        this.source = command.source();
        this.linkedAt = linkedAt;
    }

    void end(Instant at) {
        endedAt = at;
    }

    View toView() {
        return new View(entryId, baseId, relation, source, linkedAt);
    }

    static Optional<EntryBase> standing(UUID entryId, UUID baseId) {
        return find("entryId = ?1 and baseId = ?2 and endedAt is null", entryId, baseId)
                .firstResultOptional();
    }
}
