package org.llmregistry.registry.holder;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;
import org.llmregistry.registry.licence.LicenceStatus;

/// A licence that its holder gives back. It is never changed.
@Entity
@Immutable
@Table(name = "licence_surrender")
class Surrender extends PanacheEntityBase {

    @Schema(name = "Surrender", description = "A licence that its holder gives back")
    record View(
            @Schema(examples = "DEMO-2026-000001-7") String licenceNumber,

            @Schema(description = "SURRENDERED from the day after the last day on")
            LicenceStatus status,

            @Schema(description = "Last day of the service, as you told it")
            LocalDate lastDayOfService,

            @Schema(description = "Last day of the licence: no earlier than the day on which you told it")
            LocalDate validTo,

            String windDownPlan,
            List<String> documents,

            @Schema(description = "Told later after the end of the service than the scheme wants")
            boolean late,

            Instant toldAt) {}

    @Id
    private UUID licenceId;

    private LocalDate lastDayOfService;

    private String windDownPlan;
    private List<String> documents;
    private boolean late;
    private Instant toldAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Surrender() {}

    Surrender(UUID licenceId, SurrenderLicence command, boolean late, Instant toldAt) {
        this.licenceId = licenceId;
        this.lastDayOfService = command.lastDayOfService();
        this.windDownPlan = command.windDownPlan();
        this.documents = List.copyOf(command.documents());
        this.late = late;
        this.toldAt = toldAt;
    }

    View toView(String licenceNumber, LicenceStatus status, LocalDate validTo) {
        return new View(licenceNumber, status, lastDayOfService, validTo, windDownPlan, documents, late, toldAt);
    }
}
