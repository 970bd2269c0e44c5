package org.llmregistry.review.order;

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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.review.registry.RegistryMessages;

/// An order on a licence. What was proposed never changes; under the lock of the case, one step follows another.
@Entity
class LicenceOrder extends PanacheEntityBase {

    @Id
    private UUID id;

    private UUID caseId;

    @Enumerated(EnumType.STRING)
    private Sanction sanction;

    private boolean urgent;
    private String ground;
    private String reasons;
    private @Nullable String scope;

    @Column(name = "until_on")
    private @Nullable LocalDate until;

    private @Nullable String endCondition;
    private @Nullable String correctiveEvidence;
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

    @Version
    @SuppressWarnings("UnusedVariable") // read by Hibernate only
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected LicenceOrder() {}

    private LicenceOrder(ProposeOrder command, String person, Instant at, @Nullable LocalDate answerBy) {
        this.id = Ids.next();
        this.caseId = command.caseId();
        this.sanction = command.sanction();
        this.ground = command.ground();
        this.reasons = command.reasons();
        this.scope = command.scope();
        this.until = command.until();
        this.endCondition = command.endCondition();
        this.correctiveEvidence = command.correctiveEvidence();
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
        remark = why;
        endedAt = at;
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

    UUID id() {
        return id;
    }

    UUID caseId() {
        return caseId;
    }

    Sanction sanction() {
        return sanction;
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
                        sanction.name(),
                        urgent,
                        ground,
                        reasons,
                        scope,
                        until,
                        endCondition,
                        answerBy,
                        confirmBy));
    }

    Map<String, Object> facts() {
        return Map.of("orderId", id, "sanction", sanction, "ground", ground, "urgent", urgent);
    }

    OrderView toView(Instant now) {
        return new OrderView(
                id,
                caseId,
                sanction,
                urgent,
                ground,
                reasons,
                scope,
                until,
                endCondition,
                correctiveEvidence,
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
                hasFallen(now) ? confirmBy : endedAt);
    }

    static LicenceOrder of(UUID id) {
        return LicenceOrder.<LicenceOrder>findByIdOptional(id).orElseThrow(() -> Refusal.notFound("Order " + id));
    }

    /// Without reading the order itself: that is done under the lock of the case.
    static UUID caseOf(UUID id) {
        return getEntityManager()
                .createQuery("select caseId from LicenceOrder where id = ?1", UUID.class)
                .setParameter(1, id)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("Order " + id));
    }

    static boolean isProposed(UUID caseId) {
        return count("caseId = ?1 and status = ?2", caseId, OrderStatus.PROPOSED) > 0;
    }

    static Optional<LicenceOrder> unconfirmed(UUID caseId) {
        return find("caseId = ?1 and status = ?2", caseId, OrderStatus.IN_FORCE_UNCONFIRMED)
                .firstResultOptional();
    }

    /// In the order in which they took effect; what has fallen by then is none.
    static List<LicenceOrder> inForce(UUID caseId, Instant now) {
        return LicenceOrder.<LicenceOrder>list(
                        "caseId = ?1 and effectiveAt is not null order by effectiveAt, id", caseId)
                .stream()
                .filter(order -> order.status(now).isInForce())
                .toList();
    }

    /// Cases of urgent suspensions whose time is over.
    static List<UUID> casesOfFallen(Instant now) {
        return getEntityManager()
                .createQuery(
                        "select caseId from LicenceOrder where status = ?1 and confirmBy <= ?2 order by caseId",
                        UUID.class)
                .setParameter(1, OrderStatus.IN_FORCE_UNCONFIRMED)
                .setParameter(2, now)
                .setMaxResults(100)
                .getResultList();
    }
}
