package org.llmregistry.review.question;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.question.InformationRequestView.Status;

/// A round of questions: drafted, sent by a lead, answered.
@Entity
@IdClass(InformationRequest.Key.class)
class InformationRequest extends PanacheEntityBase {

    record Key(UUID caseId, int number) implements Serializable {}

    /// A request that is with the vendor; a case has one at a time.
    record Waiting(
            LocalDate dueOn,
            UUID caseId,
            int number,
            @Nullable LocalDate warnedFor) {
        static final Waiting FIRST = new Waiting(LocalDate.of(1, 1, 1), new UUID(0, 0), 0, null);

        boolean warned() {
            return dueOn.equals(warnedFor);
        }
    }

    @Id
    private UUID caseId;

    @Id
    private int number;

    private String draftedBy;
    private Instant draftedAt;
    private @Nullable String approvedBy;
    private @Nullable Instant sentAt;
    private @Nullable LocalDate dueOn;

    @Enumerated(EnumType.STRING)
    private @Nullable CaseStatus resumeIn;

    private @Nullable Instant answeredAt;
    private @Nullable LocalDate warnedFor;
    private @Nullable Instant warnedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected InformationRequest() {}

    InformationRequest(UUID caseId, int number, String draftedBy, Instant draftedAt) {
        this.caseId = caseId;
        this.number = number;
        this.draftedBy = draftedBy;
        this.draftedAt = draftedAt;
    }

    /// Another person lets it out; the case goes on where it stood when everything is answered.
    void send(String lead, CaseStatus from, LocalDate due, Instant at) {
        if (sentAt != null) {
            throw Refusal.of(ReviewProblem.REQUEST_SENT, "Request %d has been sent.".formatted(number));
        }
        if (lead.equals(draftedBy)) {
            throw Refusal.of(ReviewProblem.DUTIES_NOT_SEPARATED, "Who drafted the questions may not send them.");
        }
        approvedBy = lead;
        sentAt = at;
        dueOn = due;
        resumeIn = from;
    }

    void answered(Instant at) {
        answeredAt = at;
    }

    void reopened(LocalDate due, CaseStatus from) {
        answeredAt = null;
        dueOn = due;
        resumeIn = from;
    }

    /// Of this due date; another one, after a reopening, is warned of again.
    void warn(Instant at) {
        warnedFor = dueOn;
        warnedAt = at;
    }

    Instant warnedAt() {
        return Objects.requireNonNull(warnedAt);
    }

    boolean isWarned() {
        return Objects.equals(warnedFor, dueOn);
    }

    int number() {
        return number;
    }

    boolean isSent() {
        return sentAt != null;
    }

    boolean isAnswered() {
        return answeredAt != null;
    }

    Instant sentAt() {
        return Objects.requireNonNull(sentAt);
    }

    LocalDate dueOn() {
        return Objects.requireNonNull(dueOn);
    }

    CaseStatus resumeIn() {
        return Objects.requireNonNull(resumeIn);
    }

    InformationRequestView toView() {
        Status status = isAnswered() ? Status.ANSWERED : isSent() ? Status.SENT : Status.DRAFTED;
        return new InformationRequestView(
                number,
                status,
                draftedBy,
                draftedAt,
                approvedBy,
                sentAt,
                dueOn,
                isWarned() ? warnedAt : null,
                answeredAt,
                Question.of(caseId, number).stream().map(Question::toItem).toList());
    }

    static InformationRequest of(UUID caseId, int number) {
        return InformationRequest.<InformationRequest>findByIdOptional(new Key(caseId, number))
                .orElseThrow(() -> Refusal.notFound("Information request %d of case %s".formatted(number, caseId)));
    }

    static List<InformationRequest> ofCase(UUID caseId) {
        return list("caseId = ?1 order by number", caseId);
    }

    /// With the vendor: sent, not answered, in a case that waits for it.
    static List<Waiting> waiting(Waiting after, int most) {
        return getEntityManager()
                .createQuery("""
                        select r.dueOn, r.caseId, r.number, r.warnedFor
                        from InformationRequest r join CaseFile c on c.id = r.caseId
                        where r.sentAt is not null and r.answeredAt is null and c.status = :status
                          and (r.dueOn > :on or (r.dueOn = :on and r.caseId > :id))
                        order by r.dueOn, r.caseId
                        """, Waiting.class)
                .setParameter("status", CaseStatus.INFO_REQUESTED)
                .setParameter("on", after.dueOn())
                .setParameter("id", after.caseId())
                .setMaxResults(most)
                .getResultList();
    }
}
