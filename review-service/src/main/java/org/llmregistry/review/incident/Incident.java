package org.llmregistry.review.incident;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.review.ReviewProblem;

/// A serious incident as the holder reported it. Nothing of it ever changes; the acknowledgement is added.
@Entity
@DynamicUpdate
class Incident extends PanacheEntityBase {

    @Schema(name = "Incident", description = "A serious incident with a licensed model; not public")
    record View(
            UUID id,
            UUID caseId,
            String licenceNumber,

            @Schema(description = "Counts the incidents of the licence")
            int number,

            Instant occurredAt,

            @Schema(description = "When the holder knew of it")
            Instant knownAt,

            String description,
            String harm,
            long affectedUsers,
            String correctiveMeasures,

            @Schema(description = "Digests of uploaded documents")
            List<String> documents,

            @Schema(description = "Reported later than the scheme wants")
            boolean late,

            Instant reportedAt,

            @Schema(description = "What the holder added, oldest first")
            List<IncidentReport.View> followUps,

            @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt) {}

    @Id
    private UUID id;

    private UUID caseId;
    private String licenceNumber;
    private int number;
    private Instant occurredAt;
    private Instant knownAt;
    private String description;
    private String harm;
    private long affectedUsers;
    private String correctiveMeasures;
    private List<String> documents;
    private boolean late;
    private Instant reportedAt;
    private @Nullable String acknowledgedBy;
    private @Nullable Instant acknowledgedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Incident() {}

    Incident(UUID caseId, ReceiveIncident told) {
        this.id = told.incidentId();
        this.caseId = caseId;
        this.licenceNumber = told.licenceNumber();
        this.number = told.number();
        this.occurredAt = told.occurredAt();
        this.knownAt = told.knownAt();
        this.description = told.description();
        this.harm = told.harm();
        this.affectedUsers = told.affectedUsers();
        this.correctiveMeasures = told.correctiveMeasures();
        this.documents = List.copyOf(told.documents());
        this.late = told.late();
        this.reportedAt = told.reportedAt();
    }

    void acknowledge(String person, Instant at) {
        if (acknowledgedAt != null) {
            throw Refusal.of(ReviewProblem.ACKNOWLEDGED_ALREADY, "It was at %s.".formatted(acknowledgedAt));
        }
        acknowledgedBy = person;
        acknowledgedAt = at;
    }

    UUID id() {
        return id;
    }

    UUID caseId() {
        return caseId;
    }

    View toView() {
        return new View(
                id,
                caseId,
                licenceNumber,
                number,
                occurredAt,
                knownAt,
                description,
                harm,
                affectedUsers,
                correctiveMeasures,
                documents,
                late,
                reportedAt,
                IncidentReport.of(id).stream().map(IncidentReport::toView).toList(),
                acknowledgedBy,
                acknowledgedAt);
    }

    static Incident of(UUID id) {
        return found(id, findByIdOptional(id));
    }

    static Incident locked(UUID id) {
        return found(id, findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE));
    }

    private static Incident found(UUID id, Optional<Incident> incident) {
        return incident.orElseThrow(() -> Refusal.notFound("The incident " + id));
    }
}
