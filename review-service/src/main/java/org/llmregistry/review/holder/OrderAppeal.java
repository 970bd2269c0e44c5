package org.llmregistry.review.holder;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The holder appeals against an order, once; a panel answers (domain rule L10).
@Entity
class OrderAppeal extends PanacheEntityBase {

    @Schema(
            name = "OrderAppealOutcome",
            description = "UPHELD: the order stands; SET_ASIDE: it has no effect any more, and stays on record")
    enum Outcome {
        UPHELD,
        SET_ASIDE
    }

    @Schema(name = "OrderAppeal", description = "An appeal against an order with the votes of the panel, oldest first")
    record View(
            UUID orderId,
            String grounds,

            @Schema(description = "Digests of documents that the holder sent with it")
            List<String> documents,

            Instant lodgedAt,

            @Schema(description = "Absent until the members agree") @Nullable
            Outcome outcome,

            @Nullable Instant decidedAt,
            List<OrderVote.View> votes) {}

    @Id
    private UUID orderId;

    private String grounds;
    private List<String> documents;
    private Instant lodgedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable Outcome outcome;

    private @Nullable Instant decidedAt;

    @Version
    @SuppressWarnings("UnusedVariable") // read by Hibernate only
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected OrderAppeal() {}

    OrderAppeal(UUID orderId, String grounds, List<String> documents, Instant at) {
        this.orderId = orderId;
        this.grounds = grounds;
        this.documents = List.copyOf(documents);
        this.lodgedAt = at;
    }

    boolean isOpen() {
        return outcome == null;
    }

    void decide(Outcome found, Instant at) {
        outcome = found;
        decidedAt = at;
    }

    View toView() {
        return new View(
                orderId,
                grounds,
                documents,
                lodgedAt,
                outcome,
                decidedAt,
                OrderVote.of(orderId).stream().map(OrderVote::toView).toList());
    }

    static Optional<OrderAppeal> against(UUID orderId) {
        return findByIdOptional(orderId);
    }
}
