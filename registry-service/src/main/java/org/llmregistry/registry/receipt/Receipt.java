package org.llmregistry.registry.receipt;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.receipt.MissingReceipt.Reason;

/// An event whose receipt is wanted, and the receipt once the log has given it. Event ids are UUIDv7: they tell the
/// order.
@Entity
@SuppressWarnings("UnusedVariable") // some are read by queries only
class Receipt extends PanacheEntityBase {

    @Id
    private UUID eventId;

    private UUID applicationId;
    private @Nullable String licenceNumber;
    private @Nullable Long entryIndex;
    private byte @Nullable [] leaf;
    private @Nullable String proof;
    private @Nullable Instant dueAt;
    private int attempts;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Receipt() {}

    Receipt(UUID eventId, UUID applicationId, @Nullable String licenceNumber) {
        this.eventId = eventId;
        this.applicationId = applicationId;
        this.licenceNumber = licenceNumber;
    }

    UUID eventId() {
        return eventId;
    }

    void give(ReceiptClient.EventReceipt receipt) {
        this.entryIndex = receipt.index();
        this.leaf = receipt.leaf();
        this.proof = receipt.proof();
    }

    /// The log did not have it.
    ///
    /// @return how often so far
    int missed(Instant now, ReceiptSettings settings) {
        attempts++;
        postpone(now, settings.pauseAfter(attempts));
        return attempts;
    }

    void postpone(Instant now, Duration pause) {
        this.dueAt = now.plus(pause);
    }

    Optional<ReceiptView> toView() {
        return Optional.ofNullable(proof)
                .map(given -> new ReceiptView(Objects.requireNonNull(entryIndex), Objects.requireNonNull(leaf), given));
    }

    /// Of one that the log has not given.
    ///
    /// @param undelivered as [#undelivered] tells
    Reason reason(Map<UUID, Reason> undelivered, int mostAttempts) {
        return undelivered.getOrDefault(eventId, attempts < mostAttempts ? Reason.UNPUBLISHED : Reason.GIVEN_UP);
    }

    /// Events that the log was given and can be asked for now, the longest due first.
    @SuppressWarnings("unchecked")
    static List<Receipt> due(Instant now, int mostAttempts, int most) {
        return getEntityManager()
                .createNativeQuery("""
                        SELECT r.* FROM receipt r
                        WHERE proof IS NULL AND attempts < :mostAttempts AND (due_at IS NULL OR due_at <= :now)
                          AND NOT EXISTS (SELECT FROM outbox o WHERE o.id = r.event_id AND o.sent_at IS NULL)
                        ORDER BY due_at NULLS FIRST, event_id""", Receipt.class)
                .setParameter("mostAttempts", mostAttempts)
                .setParameter("now", now)
                .setMaxResults(most)
                .getResultList();
    }

    /// Those of the events that the log was not given so far. The relay keeps the log's own word as `last_error`.
    @SuppressWarnings("unchecked")
    static Map<UUID, Reason> undelivered(Collection<UUID> events) {
        List<Object[]> rows = getEntityManager()
                .createNativeQuery("""
                        SELECT id, coalesce(last_error LIKE 'refused by %', false) FROM outbox
                        WHERE id IN :events AND sent_at IS NULL""")
                .setParameter("events", events)
                .getResultList();
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> (UUID) row[0], row -> (boolean) row[1] ? Reason.REFUSED : Reason.UNDELIVERED));
    }

    static long countGivenUp(int mostAttempts) {
        return count("proof is null and attempts >= ?1", mostAttempts);
    }

    /// What bound the licence, oldest first.
    static List<Receipt> ofLicence(String number) {
        return list("licenceNumber = ?1 order by eventId", number);
    }

    /// Of the newest decision.
    static Optional<Receipt> ofDecision(UUID applicationId) {
        return find("applicationId = ?1 and licenceNumber is null order by eventId desc", applicationId)
                .firstResultOptional();
    }
}
