package org.llmregistry.review.incident;

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

/// What the holder added to its report of an incident.
@Entity
@Immutable
@IdClass(IncidentReport.Key.class)
class IncidentReport extends PanacheEntityBase {

    record Key(UUID incidentId, int number) implements Serializable {}

    @Schema(name = "IncidentFollowUp", description = "What the holder added to its report")
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
    protected IncidentReport() {}

    IncidentReport(ReceiveIncident.FollowUp told) {
        this.incidentId = told.incidentId();
        this.number = told.number();
        this.report = told.report();
        this.documents = List.copyOf(told.documents());
        this.reportedAt = told.reportedAt();
    }

    View toView() {
        return new View(number, report, documents, reportedAt);
    }

    static List<IncidentReport> of(UUID incidentId) {
        return list("incidentId = ?1 order by number", incidentId);
    }
}
