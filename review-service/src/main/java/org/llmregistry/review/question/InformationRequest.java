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
    private @Nullable String closedBy;
    private @Nullable Instant closedAt;
    private @Nullable String rejectedFor;
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

    /// A lead lets it out; the case goes on where it stood when everything is answered.
    void send(String lead, CaseStatus from, Instant at) {
        requireDrafted();
        approvedBy = lead;
        sentAt = at;
        resumeIn = from;
    }

    /// @param reason of the lead; null: it is taken back
    void close(String person, @Nullable String reason, Instant at) {
        requireDrafted();
        closedBy = person;
        closedAt = at;
        rejectedFor = reason;
    }

    private void requireDrafted() {
        if (!isDrafted()) {
            throw Refusal.of(ReviewProblem.REQUEST_SENT, "Request %d is %s.".formatted(number, status()));
        }
    }

    void answered(Instant at) {
        answeredAt = at;
    }

    /// The earliest last day of what is not answered.
    void dueOn(LocalDate day) {
        dueOn = day;
    }

    /// Of this due date; another one, of the items that are left, is warned of again.
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

    UUID caseId() {
        return caseId;
    }

    int number() {
        return number;
    }

    String draftedBy() {
        return draftedBy;
    }

    boolean isSent() {
        return sentAt != null;
    }

    boolean isDrafted() {
        return status() == Status.DRAFTED;
    }

    /// With a lead or with the vendor.
    boolean isOpen() {
        return isDrafted() || status() == Status.SENT;
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

    private Status status() {
        if (closedAt != null) {
            return rejectedFor == null ? Status.WITHDRAWN : Status.REJECTED;
        }
        return isAnswered() ? Status.ANSWERED : isSent() ? Status.SENT : Status.DRAFTED;
    }

    boolean asks(Question question) {
        return question.caseId().equals(caseId) && question.requestNumber() == number;
    }

    InformationRequestView toView() {
        return toView(Question.of(caseId, number));
    }

    /// @param questions of this and of other requests
    InformationRequestView toView(List<Question> questions) {
        return new InformationRequestView(
                caseId,
                number,
                status(),
                draftedBy,
                draftedAt,
                approvedBy,
                sentAt,
                dueOn,
                isWarned() ? warnedAt : null,
                answeredAt,
                closedBy,
                closedAt,
                rejectedFor,
                questions.stream().filter(this::asks).map(Question::toItem).toList());
    }

    static InformationRequest of(UUID caseId, int number) {
        return InformationRequest.<InformationRequest>findByIdOptional(new Key(caseId, number))
                .orElseThrow(() -> Refusal.notFound("Information request %d of case %s".formatted(number, caseId)));
    }

    static List<InformationRequest> ofCase(UUID caseId) {
        return list("caseId = ?1 order by number", caseId);
    }

    /// Waits for a lead, oldest first.
    static List<InformationRequest> drafted() {
        return find("sentAt is null and closedAt is null order by draftedAt, caseId")
                .page(0, 200)
                .list();
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
