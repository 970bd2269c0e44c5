package org.llmregistry.registry.condition;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.llmregistry.kernel.web.Ids;

/// What a holder showed for a condition; on record for ever.
@Entity
@Immutable
@Table(name = "condition_evidence")
class ShownEvidence extends PanacheEntityBase {

    @Schema(name = "ShownEvidence")
    record View(
            String shown,

            @Schema(description = "Digests of documents that you have uploaded")
            List<String> documents,

            Instant handedInAt) {}

    @Id
    private UUID id;

    @SuppressWarnings("UnusedVariable") // read by queries only
    private UUID conditionId;

    private String shown;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> documents;

    private Instant handedInAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ShownEvidence() {}

    ShownEvidence(UUID conditionId, String shown, List<String> documents, Instant at) {
        this.id = Ids.next();
        this.conditionId = conditionId;
        this.shown = shown;
        this.documents = List.copyOf(documents);
        this.handedInAt = at;
    }

    View toView() {
        return new View(shown, documents, handedInAt);
    }

    static List<ShownEvidence> of(UUID conditionId) {
        return list("conditionId = ?1 order by id", conditionId);
    }
}
