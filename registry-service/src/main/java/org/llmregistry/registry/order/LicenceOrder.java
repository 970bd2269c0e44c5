package org.llmregistry.registry.order;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An order on a licence. What was ordered never changes; how it stands does, and nothing is deleted.
@Entity
class LicenceOrder extends PanacheEntityBase {

    /// What the holder reads; everybody reads the same of an order that took effect, without the reasons and the
    /// holder's statement.
    @Schema(
            name = "LicenceOrder",
            description = "An order on a licence. Reasons, statement and what never took effect are shown to the holder"
                    + " only")
    record View(
            UUID id,
            Sanction sanction,
            OrderStatus status,
            boolean urgent,

            @Schema(examples = "NON_CONFORMITY") String ground,

            @Schema(description = "What a restriction covers") @Nullable
            String scope,

            @Schema(description = "Last day of a suspension; what ends it is an order") @Nullable
            LocalDate until,

            @Schema(description = "What ends a suspension") @Nullable
            String endCondition,

            @Schema(description = "Since when it is in force; absent: it never was") @Nullable
            Instant effectiveAt,

            @Schema(description = "When it was rejected, withdrawn or set aside, or fell") @Nullable
            Instant endedAt,

            @Schema(description = "When an urgent suspension falls unless a second person confirms it") @Nullable
            Instant confirmBy,

            @Schema(description = "Last day on which the holder may answer") @Nullable
            LocalDate answerBy,

            @Nullable String reasons,
            @Nullable String statement) {}

    @Id
    private UUID id;

    @SuppressWarnings("UnusedVariable") // read by queries only
    private UUID licenceId;

    @Enumerated(EnumType.STRING)
    private Sanction sanction;

    private boolean urgent;
    private String ground;
    private String reasons;
    private @Nullable String scope;

    @Column(name = "until_on")
    private @Nullable LocalDate until;

    private @Nullable String endCondition;

    @Enumerated(EnumType.STRING)
    private OrderStatus status;

    private @Nullable LocalDate answerBy;
    private @Nullable String statement;

    @SuppressWarnings("UnusedVariable") // read by queries only
    private @Nullable Instant statedAt;

    private @Nullable Instant confirmBy;

    @SuppressWarnings("UnusedVariable") // read by queries only
    private Instant receivedAt;

    private @Nullable Instant effectiveAt;
    private @Nullable Instant endedAt;

    @Version
    @SuppressWarnings("UnusedVariable") // read by Hibernate only
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected LicenceOrder() {}

    LicenceOrder(UUID licenceId, ReceiveOrder message, Instant receivedAt) {
        this.id = message.orderId();
        this.licenceId = licenceId;
        this.sanction = message.sanction();
        this.urgent = message.urgent();
        this.ground = message.ground();
        this.reasons = message.reasons();
        this.scope = message.scope();
        this.until = message.until();
        this.endCondition = message.endCondition();
        this.answerBy = message.answerBy();
        this.confirmBy = message.confirmBy();
        this.receivedAt = receivedAt;
        stand(message.status(), message.at());
    }

    void moveTo(OrderStatus next, Instant at) {
        stand(status.moveTo(next), at);
    }

    private void stand(OrderStatus now, Instant at) {
        status = now;
        if (now.isInForce() && effectiveAt == null) {
            effectiveAt = at;
        }
        endedAt = now.isOver() ? at : null;
    }

    /// Once, while the order may still be heard on: before it takes effect, or after an urgent suspension did.
    boolean mayBeAnswered(LocalDate today) {
        return answerBy != null
                && !today.isAfter(answerBy)
                && statement == null
                && (status == OrderStatus.PROPOSED || urgent && status.isInForce());
    }

    void answer(String given, Instant at) {
        statement = given;
        statedAt = at;
    }

    UUID id() {
        return id;
    }

    Sanction sanction() {
        return sanction;
    }

    OrderStatus status() {
        return status;
    }

    @Nullable
    String scope() {
        return scope;
    }

    @Nullable
    LocalDate until() {
        return until;
    }

    @Nullable
    String endCondition() {
        return endCondition;
    }

    boolean tookEffect() {
        return effectiveAt != null;
    }

    View toView(boolean forHolder) {
        return new View(
                id,
                sanction,
                status,
                urgent,
                ground,
                scope,
                until,
                endCondition,
                effectiveAt,
                endedAt,
                confirmBy,
                answerBy,
                forHolder ? reasons : null,
                forHolder ? statement : null);
    }

    /// Oldest first.
    static List<LicenceOrder> of(UUID licenceId) {
        return list("licenceId = ?1 order by receivedAt, id", licenceId);
    }

    /// In the order in which they took effect.
    static List<LicenceOrder> inForce(UUID licenceId) {
        return list(
                "licenceId = ?1 and status in ?2 order by effectiveAt, id",
                licenceId,
                List.of(OrderStatus.IN_FORCE_UNCONFIRMED, OrderStatus.CONFIRMED));
    }
}
