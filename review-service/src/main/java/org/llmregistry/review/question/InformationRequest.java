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

    int number() {
        return number;
    }

    UUID caseId() {
        return caseId;
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

    /// Sent, not answered in time.
    static List<InformationRequest> missed(LocalDate today) {
        return InformationRequest.<InformationRequest>find(
                        "sentAt is not null and answeredAt is null and dueOn < ?1 order by dueOn", today)
                .page(0, 100)
                .list();
    }
}
