package org.llmregistry.registry.holder;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.registry.vendor.Vendor;

/// A licence that is offered to another vendor, and passes to it when that vendor accepts.
@Entity
@DynamicUpdate
@Table(name = "licence_transfer")
class Transfer extends PanacheEntityBase {

    @Schema(name = "LicenceTransfer", description = "The offer of a licence to another vendor")
    record View(
            @Schema(examples = "DEMO-2026-000001-7") String licenceNumber,
            UUID fromVendor,
            UUID toVendor,
            String reasons,
            Instant offeredAt,

            @Schema(description = "Since when the other vendor holds it; absent: it has not accepted") @Nullable
            Instant acceptedAt) {}

    /// Command: offer it.
    record OfferTransfer(
            @Schema(description = "Vendor that is to hold the licence") @NotNull
            UUID toVendor,

            @NotBlank @Size(max = 20_000) String reasons) {
        static final String EXAMPLE = """
                {"toVendor": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c01", "reasons": "The business was sold on 1 October."}""";
    }

    /// Who held a licence, and since when.
    @Schema(name = "LicenceHolder")
    record Holder(
            @Schema(description = "Legal name on that day") String holder, LocalDate since) {}

    @Id
    private UUID id;

    @SuppressWarnings("UnusedVariable") // read by queries only
    private UUID licenceId;

    private UUID fromVendor;
    private String fromHolder;
    private UUID toVendor;
    private String toHolder;
    private String reasons;
    private Instant offeredAt;
    private @Nullable Instant droppedAt;
    private @Nullable Instant acceptedAt;
    private @Nullable LocalDate acceptedOn;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Transfer() {}

    Transfer(UUID licenceId, Vendor from, String to, OfferTransfer command, Instant offeredAt) {
        this.id = Ids.next();
        this.licenceId = licenceId;
        this.fromVendor = from.id();
        this.fromHolder = from.legalName();
        this.toVendor = command.toVendor();
        this.toHolder = to;
        this.reasons = command.reasons();
        this.offeredAt = offeredAt;
    }

    /// Another offer takes its place.
    void drop(Instant at) {
        droppedAt = at;
    }

    void accept(Instant at, LocalDate day) {
        acceptedAt = at;
        acceptedOn = day;
    }

    boolean isBetween(UUID vendor) {
        return vendor.equals(fromVendor) || vendor.equals(toVendor);
    }

    boolean isOffered() {
        return acceptedAt == null && droppedAt == null;
    }

    boolean isOfferedTo(UUID vendor) {
        return isOffered() && vendor.equals(toVendor);
    }

    UUID id() {
        return id;
    }

    UUID fromVendor() {
        return fromVendor;
    }

    String reasons() {
        return reasons;
    }

    String toHolder() {
        return toHolder;
    }

    String fromHolder() {
        return fromHolder;
    }

    LocalDate acceptedOn() {
        return Objects.requireNonNull(acceptedOn);
    }

    View toView(String licenceNumber) {
        return new View(licenceNumber, fromVendor, toVendor, reasons, offeredAt, acceptedAt);
    }

    /// The offer that stands, or the last one that was accepted.
    static Optional<Transfer> newest(UUID licenceId) {
        return find("licenceId = ?1 and droppedAt is null order by id desc", licenceId)
                .firstResultOptional();
    }

    /// Oldest first.
    static List<Transfer> accepted(UUID licenceId) {
        return list("licenceId = ?1 and acceptedAt is not null order by id", licenceId);
    }
}
