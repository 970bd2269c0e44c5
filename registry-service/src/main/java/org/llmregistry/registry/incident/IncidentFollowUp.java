package org.llmregistry.registry.incident;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;

/// What the holder adds to its report of an incident.
@Entity
@Immutable
@IdClass(IncidentFollowUp.Key.class)
class IncidentFollowUp extends PanacheEntityBase {

    record Key(UUID incidentId, int number) implements Serializable {}

    @Schema(name = "IncidentFollowUp", description = "What the holder adds to its report")
    record View(int number, String report, List<String> documents, Instant reportedAt) {}

    @Id
    @SuppressWarnings("UnusedVariable") // read by queries only
    private UUID incidentId;

    @Id
    private int number;

    private String report;
    private List<String> documents;
    private Instant reportedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected IncidentFollowUp() {}

    IncidentFollowUp(UUID incidentId, ReportIncident.FollowUp command, Instant reportedAt) {
        this.incidentId = incidentId;
        this.number = (int) count("incidentId", incidentId) + 1; // under the lock of the licence
        this.report = command.report();
        this.documents = List.copyOf(command.documents());
        this.reportedAt = reportedAt;
    }

    int number() {
        return number;
    }

    View toView() {
        return new View(number, report, documents, reportedAt);
    }

    static List<IncidentFollowUp> of(UUID incidentId) {
        return list("incidentId = ?1 order by number", incidentId);
    }
}
