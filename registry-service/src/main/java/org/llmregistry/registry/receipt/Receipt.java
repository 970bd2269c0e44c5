package org.llmregistry.registry.receipt;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
    private @Nullable Instant askedAt;

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

    void given(ReceiptClient.EventReceipt receipt) {
        this.entryIndex = receipt.index();
        this.leaf = receipt.leaf();
        this.proof = receipt.proof();
    }

    /// The log did not have it: others come first next time.
    void askedInVain(Instant at) {
        this.askedAt = at;
    }

    private ReceiptView toView() {
        return new ReceiptView(
                Objects.requireNonNull(entryIndex), Objects.requireNonNull(leaf), Objects.requireNonNull(proof));
    }

    /// The longest unasked first.
    static List<Receipt> missing(int most) {
        return Receipt.<Receipt>find("proof is null order by askedAt nulls first, eventId")
                .page(0, most)
                .list();
    }

    /// What bound the licence, oldest first.
    static List<ReceiptView> ofLicence(String number) {
        return Receipt.<Receipt>list("licenceNumber = ?1 and proof is not null order by eventId", number).stream()
                .map(Receipt::toView)
                .toList();
    }

    /// Of the newest decision; empty while the log has not given that one.
    static Optional<ReceiptView> ofDecision(UUID applicationId) {
        return Receipt.<Receipt>find(
                        "applicationId = ?1 and licenceNumber is null order by eventId desc", applicationId)
                .firstResultOptional()
                .filter(newest -> newest.proof != null)
                .map(Receipt::toView);
    }
}
