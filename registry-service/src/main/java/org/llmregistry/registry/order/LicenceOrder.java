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
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An order on a licence. What was ordered never changes; how it stands does, and nothing is deleted.
@Entity
class LicenceOrder extends PanacheEntityBase {

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

    @SuppressWarnings("UnusedVariable") // read by queries only
    private @Nullable String appealGrounds;

    private @Nullable Instant appealedAt;
    private boolean stayed;
    private @Nullable Instant upheldAt;

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
        stayed = stayed && !now.isOver();
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

    /// Once, against what two persons made and lowers the licence.
    boolean mayBeAppealed() {
        return status == OrderStatus.CONFIRMED && !sanction.isWayBack() && appealedAt == null;
    }

    /// @param stays whether the order has no effect until the panel answers
    void appeal(String grounds, boolean stays, Instant at) {
        appealGrounds = grounds;
        appealedAt = at;
        stayed = stays;
    }

    void uphold(Instant at) {
        stayed = false;
        upheldAt = at;
    }

    boolean isStayed() {
        return stayed;
    }

    boolean isUpheld() {
        return upheldAt != null;
    }

    String ground() {
        return ground;
    }

    Instant effectiveAt() {
        return Objects.requireNonNull(effectiveAt, "it never took effect");
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

    LicenceOrderView toView(boolean forHolder) {
        return new LicenceOrderView(
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
                appealedAt,
                stayed,
                upheldAt,
                forHolder ? reasons : null,
                forHolder ? statement : null);
    }

    /// Oldest first.
    static List<LicenceOrder> of(UUID licenceId) {
        return list("licenceId = ?1 order by receivedAt, id", licenceId);
    }

    /// In the order in which they took effect; without what an appeal stays.
    static List<LicenceOrder> inForce(UUID licenceId) {
        return list(
                "licenceId = ?1 and status in ?2 and not stayed order by effectiveAt, id",
                licenceId,
                List.of(OrderStatus.IN_FORCE_UNCONFIRMED, OrderStatus.CONFIRMED));
    }
}
