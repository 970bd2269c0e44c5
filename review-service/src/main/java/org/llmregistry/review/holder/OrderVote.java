package org.llmregistry.review.holder;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;

/// What a member of the panel thinks of an order; on record for ever. Its newest vote counts.
@Entity
@Immutable
@Table(name = "order_appeal_vote")
@IdClass(OrderVote.Key.class)
class OrderVote extends PanacheEntityBase {

    record Key(UUID orderId, int number) implements Serializable {}

    @Schema(name = "OrderAppealVote")
    record View(String member, OrderAppeal.Outcome outcome, String reasons, Instant votedAt) {}

    @Id
    private UUID orderId;

    @Id
    private int number;

    @SuppressWarnings("UnusedVariable") // read by the database only
    private UUID caseId;

    private String member;

    @Enumerated(EnumType.STRING)
    private OrderAppeal.Outcome outcome;

    private String reasons;
    private Instant votedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected OrderVote() {}

    /// Under the lock of the case, so that numbers follow one another.
    OrderVote(UUID orderId, UUID caseId, OrderAppeal.Outcome outcome, String reasons, String member, Instant at) {
        this.orderId = orderId;
        this.number = (int) count("orderId", orderId) + 1;
        this.caseId = caseId;
        this.outcome = outcome;
        this.reasons = reasons;
        this.member = member;
        this.votedAt = at;
    }

    boolean agreesWith(OrderVote other) {
        return outcome == other.outcome;
    }

    View toView() {
        return new View(member, outcome, reasons, votedAt);
    }

    static List<OrderVote> of(UUID orderId) {
        return list("orderId = ?1 order by number", orderId);
    }

    /// The newest vote of each member.
    static Map<String, OrderVote> standing(UUID orderId) {
        Map<String, OrderVote> newest = new LinkedHashMap<>();
        of(orderId).forEach(vote -> newest.put(vote.member, vote));
        return newest;
    }
}
