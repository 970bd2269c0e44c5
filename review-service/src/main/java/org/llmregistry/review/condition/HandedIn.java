package org.llmregistry.review.condition;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;
import org.llmregistry.kernel.web.Ids;

/// Evidence for a condition as the holder handed it in; an officer takes the condition for met by it, or not. On record
/// for ever.
@Entity
@Immutable
@Table(name = "condition_evidence")
class HandedIn extends PanacheEntityBase {

    @Schema(name = "HandedInEvidence")
    record View(
            String shown,

            @Schema(description = "SHA-256 of documents of the holder")
            List<String> documents,

            Instant handedInAt) {}

    @Id
    private UUID id;

    @SuppressWarnings("UnusedVariable") // read by queries only
    private UUID conditionId;

    private String shown;
    private List<String> documents;
    private Instant handedInAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected HandedIn() {}

    HandedIn(UUID conditionId, String shown, List<String> documents, Instant at) {
        this.id = Ids.next();
        this.conditionId = conditionId;
        this.shown = shown;
        this.documents = List.copyOf(documents);
        this.handedInAt = at;
    }

    View toView() {
        return new View(shown, documents, handedInAt);
    }

    static List<HandedIn> of(UUID conditionId) {
        return list("conditionId = ?1 order by id", conditionId);
    }
}
