package org.llmregistry.review.escalation;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.review.ReviewProblem;

/// A question that the officer of a case puts to a higher role. The advice binds nobody, and stays on record.
@Entity
@IdClass(Escalation.Key.class)
class Escalation extends PanacheEntityBase {

    record Key(UUID caseId, int number) implements Serializable {}

    @Schema(name = "EscalationRole", description = "Who is asked")
    enum Role {
        REVIEW_LEAD("review-lead"),
        CENTRAL_REVIEWER("central-reviewer");

        final String role;

        Role(String role) {
            this.role = role;
        }
    }

    /// @param advice absent: it waits
    @Schema(name = "Escalation")
    record View(
            UUID caseId,
            int number,
            Role to,
            String question,
            String raisedBy,
            Instant raisedAt,
            @Nullable String advice,
            @Nullable String advisedBy,
            @Nullable Instant advisedAt) {}

    @Id
    private UUID caseId;

    @Id
    private int number;

    @Enumerated(EnumType.STRING)
    private Role toRole;

    private String question;
    private String raisedBy;
    private Instant raisedAt;
    private @Nullable String advice;
    private @Nullable String advisedBy;
    private @Nullable Instant advisedAt;

    @Version
    @SuppressWarnings("UnusedVariable") // read by Hibernate only
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Escalation() {}

    /// Under the lock of the case, so that numbers follow one another.
    Escalation(UUID caseId, Role toRole, String question, String person, Instant at) {
        this.caseId = caseId;
        this.number = (int) count("caseId", caseId) + 1;
        this.toRole = toRole;
        this.question = question;
        this.raisedBy = person;
        this.raisedAt = at;
    }

    void advise(String given, String person, Instant at) {
        if (advisedAt != null) {
            throw Refusal.of(ReviewProblem.ADVISED_ALREADY, "Escalation %d has its advice.".formatted(number));
        }
        advice = given;
        advisedBy = person;
        advisedAt = at;
    }

    Role toRole() {
        return toRole;
    }

    int number() {
        return number;
    }

    View toView() {
        return new View(caseId, number, toRole, question, raisedBy, raisedAt, advice, advisedBy, advisedAt);
    }

    static Escalation of(UUID caseId, int number) {
        return Escalation.<Escalation>findByIdOptional(new Key(caseId, number))
                .orElseThrow(() -> Refusal.notFound("Escalation %d of case %s".formatted(number, caseId)));
    }

    static List<Escalation> ofCase(UUID caseId) {
        return list("caseId = ?1 order by number", caseId);
    }

    /// Oldest first.
    static List<Escalation> waiting() {
        return find("advisedAt is null order by raisedAt, caseId").page(0, 200).list();
    }
}
