package org.llmregistry.review.order;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.review.registry.RegistryMessages;

/// An order on a licence. What was proposed never changes; under the lock of the case, one step follows another.
@Entity
class LicenceOrder extends PanacheEntityBase {

    @Id
    private UUID id;

    @Embedded
    @AttributeOverride(name = "until", column = @Column(name = "until_on"))
    private ProposeOrder proposal;

    private boolean urgent;
    private @Nullable UUID ends;

    @Enumerated(EnumType.STRING)
    private OrderStatus status;

    private String proposedBy;
    private Instant proposedAt;
    private @Nullable LocalDate answerBy;
    private @Nullable String statement;
    private @Nullable Instant statedAt;
    private @Nullable Instant confirmBy;
    private @Nullable String decidedBy;
    private @Nullable Instant decidedAt;
    private @Nullable String remark;
    private @Nullable Instant effectiveAt;
    private @Nullable Instant endedAt;
    private boolean stayed;
    private @Nullable Instant upheldAt;

    @Version
    @SuppressWarnings("UnusedVariable") // read by Hibernate only
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected LicenceOrder() {}

    private LicenceOrder(ProposeOrder command, String person, Instant at, @Nullable LocalDate answerBy) {
        this.id = Ids.next();
        this.proposal = command;
        this.proposedBy = person;
        this.proposedAt = at;
        this.answerBy = answerBy;
        this.status = OrderStatus.PROPOSED;
    }

    /// @param ends     what it lifts or reinstates
    /// @param answerBy last day of the hearing; null: none
    static LicenceOrder proposed(
            ProposeOrder command, String person, Instant at, @Nullable UUID ends, @Nullable LocalDate answerBy) {
        LicenceOrder order = new LicenceOrder(command, person, at, answerBy);
        order.ends = ends;
        return order;
    }

    /// In force at once; the holder is heard afterwards.
    static LicenceOrder urgent(
            ProposeOrder command, String person, Instant at, Instant confirmBy, @Nullable LocalDate answerBy) {
        LicenceOrder order = new LicenceOrder(command, person, at, answerBy);
        order.urgent = true;
        order.status = OrderStatus.IN_FORCE_UNCONFIRMED;
        order.effectiveAt = at;
        order.confirmBy = confirmBy;
        return order;
    }

    void confirm(String person, Instant at) {
        status = status(at).moveTo(OrderStatus.CONFIRMED);
        decide(person, at, null);
        effectiveAt = effectiveAt == null ? at : effectiveAt;
    }

    void reject(String person, String why, Instant at) {
        status = status(at).moveTo(OrderStatus.REJECTED);
        decide(person, at, why);
        endedAt = at;
    }

    void withdraw(Instant at) {
        status = status(at).moveTo(OrderStatus.WITHDRAWN);
        endedAt = at;
    }

    /// From the moment on at which its time was over, whenever that is written down.
    Instant fall() {
        status = status.moveTo(OrderStatus.FALLEN);
        Instant then = Objects.requireNonNull(confirmBy);
        endedAt = then;
        return then;
    }

    void setAside(String why, Instant at) {
        status = status.moveTo(OrderStatus.SET_ASIDE);
        stayed = false;
        remark = why;
        endedAt = at;
    }

    /// @param waits whether it has no effect until the appeal is answered
    void stay(boolean waits) {
        stayed = waits;
    }

    void uphold(Instant at) {
        stayed = false;
        upheldAt = at;
    }

    private void decide(String person, Instant at, @Nullable String why) {
        decidedBy = person;
        decidedAt = at;
        remark = why;
    }

    /// The first statement counts, while the order is proposed, or after an urgent suspension.
    boolean takesStatement(Instant now) {
        return statement == null
                && (status == OrderStatus.PROPOSED || urgent && status(now).isInForce());
    }

    void state(String given, Instant at) {
        statement = given;
        statedAt = at;
    }

    /// Whether the holder was heard, or has let its time pass, or need not be heard first.
    boolean isHeard(LocalDate today) {
        return urgent || answerBy == null || statedAt != null || today.isAfter(answerBy);
    }

    /// By the date: an urgent suspension has fallen also before anybody wrote it down.
    OrderStatus status(Instant now) {
        return hasFallen(now) ? OrderStatus.FALLEN : status;
    }

    boolean hasFallen(Instant now) {
        return status == OrderStatus.IN_FORCE_UNCONFIRMED && confirmBy != null && !now.isBefore(confirmBy);
    }

    /// By the date; what an appeal stays has no effect.
    boolean isInForce(Instant now) {
        return !stayed && status(now).isInForce();
    }

    UUID id() {
        return id;
    }

    UUID caseId() {
        return proposal.caseId();
    }

    Sanction sanction() {
        return proposal.sanction();
    }

    @Nullable
    UUID ends() {
        return ends;
    }

    String proposedBy() {
        return proposedBy;
    }

    /// Those who made it.
    List<String> persons() {
        return decidedBy == null ? List.of(proposedBy) : List.of(proposedBy, decidedBy);
    }

    /// What the registry is told; nothing of a proposal that the holder is not heard on.
    Optional<RegistryMessages.Ordered> message(UUID applicationId, Instant at) {
        return answerBy == null && effectiveAt == null
                ? Optional.empty()
                : Optional.of(new RegistryMessages.Ordered(
                        Ids.next(),
                        id,
                        applicationId,
                        status.name(),
                        at,
                        proposal.sanction().name(),
                        urgent,
                        proposal.ground(),
                        proposal.reasons(),
                        proposal.scope(),
                        proposal.until(),
                        proposal.endCondition(),
                        answerBy,
                        confirmBy,
                        upheldAt));
    }

    Map<String, Object> facts() {
        return Map.of("orderId", id, "sanction", proposal.sanction(), "ground", proposal.ground(), "urgent", urgent);
    }

    OrderView toView(Instant now) {
        return new OrderView(
                id,
                proposal.caseId(),
                proposal.sanction(),
                urgent,
                proposal.ground(),
                proposal.reasons(),
                proposal.scope(),
                proposal.until(),
                proposal.endCondition(),
                proposal.correctiveEvidence(),
                ends,
                status(now),
                proposedBy,
                proposedAt,
                answerBy,
                statement,
                statedAt,
                confirmBy,
                decidedBy,
                decidedAt,
                remark,
                effectiveAt,
                hasFallen(now) ? confirmBy : endedAt,
                stayed,
                upheldAt);
    }
}
