package org.llmregistry.registry.incident;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.registry.licence.Licence;
import org.llmregistry.registry.review.ReviewMessages;

/// A serious incident as it was reported first. It is never changed; follow-ups are added.
@Entity
@Immutable
@Table(name = "licence_incident")
class Incident extends PanacheEntityBase {

    @Schema(name = "Incident", description = "A serious incident with a licensed model; not public")
    record View(
            @Schema(description = "Counts the incidents of the licence")
            int number,

            Instant occurredAt,
            Instant knownAt,
            String description,
            String harm,
            long affectedUsers,
            String correctiveMeasures,
            List<String> documents,

            @Schema(description = "Reported later than the scheme wants")
            boolean late,

            Instant reportedAt,

            @Schema(description = "What you added, oldest first")
            List<IncidentFollowUp.View> followUps) {}

    @Id
    private UUID id;

    @SuppressWarnings("UnusedVariable") // read by queries only
    private UUID licenceId;

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

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Incident() {}

    Incident(UUID licenceId, ReportIncident command, boolean late, Instant reportedAt) {
        this.id = Ids.next();
        this.licenceId = licenceId;
        this.number = (int) count("licenceId", licenceId) + 1; // under the lock of the licence
        this.occurredAt = command.occurredAt();
        this.knownAt = command.knownAt();
        this.description = command.description();
        this.harm = command.harm();
        this.affectedUsers = command.affectedUsers();
        this.correctiveMeasures = command.correctiveMeasures();
        this.documents = List.copyOf(command.documents());
        this.late = late;
        this.reportedAt = reportedAt;
    }

    UUID id() {
        return id;
    }

    int number() {
        return number;
    }

    boolean isLate() {
        return late;
    }

    ReviewMessages.IncidentReported message(Licence licence) {
        return new ReviewMessages.IncidentReported(
                Ids.next(),
                id,
                licence.requireApplication(),
                licence.number(),
                number,
                occurredAt,
                knownAt,
                description,
                harm,
                affectedUsers,
                correctiveMeasures,
                documents,
                late,
                reportedAt);
    }

    View toView() {
        return new View(
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
                IncidentFollowUp.of(id).stream().map(IncidentFollowUp::toView).toList());
    }

    /// Oldest first.
    static List<Incident> of(UUID licenceId) {
        return list("licenceId = ?1 order by number", licenceId);
    }

    static Incident require(UUID licenceId, int number) {
        return Incident.<Incident>find("licenceId = ?1 and number = ?2", licenceId, number)
                .firstResultOptional()
                .orElseThrow(() -> Refusal.notFound("Incident " + number));
    }
}
