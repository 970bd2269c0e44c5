package org.llmregistry.review.question;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
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
import org.llmregistry.review.question.AnswerResource.GiveAnswers.Answer;
import org.llmregistry.review.question.InformationRequestView.Reopened;
import org.llmregistry.review.registry.RegistryMessages.Asked;

/// One numbered item of an information request.
@Entity
@IdClass(Question.Key.class)
class Question extends PanacheEntityBase {

    record Key(UUID caseId, int requestNumber, int number) implements Serializable {}

    @Id
    private UUID caseId;

    @Id
    private int requestNumber;

    @Id
    private int number;

    private String clause;
    private String text;
    private @Nullable Integer answerDays;
    private @Nullable LocalDate dueOn;
    private @Nullable String answer;
    private boolean notApplicable;
    private List<String> documents;
    private @Nullable Instant answeredAt;
    private @Nullable Integer reopensRequest;
    private @Nullable Integer reopensItem;
    private @Nullable String reopenedFor;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Question() {}

    /// @param answerDays the vendor has for it from the dispatch on; null: what the scheme gives
    Question(InformationRequest of, int number, String clause, String text, @Nullable Integer answerDays) {
        this.caseId = of.caseId();
        this.requestNumber = of.number();
        this.number = number;
        this.clause = clause;
        this.text = text;
        this.answerDays = answerDays;
        this.documents = List.of();
    }

    /// The same question once more; the answer that was not enough stays with the earlier item.
    Question again(InformationRequest in, int itemNumber, String reason, @Nullable Integer days) {
        Question again = new Question(in, itemNumber, clause, text, days);
        again.reopensRequest = requestNumber;
        again.reopensItem = number;
        again.reopenedFor = reason;
        return again;
    }

    /// In a draft, or in a request that went out; not in one that a lead rejected or that was taken back.
    boolean isAskedAgain() {
        return count(
                        "from Question q where q.caseId = ?1 and q.reopensRequest = ?2 and q.reopensItem = ?3"
                                + " and exists (select 1 from InformationRequest r where r.caseId = q.caseId"
                                + " and r.number = q.requestNumber and r.closedAt is null)",
                        caseId,
                        requestNumber,
                        number)
                > 0;
    }

    /// The days of the vendor begin.
    void send(LocalDate today, int daysOfScheme) {
        dueOn = today.plusDays(answerDays == null ? daysOfScheme : answerDays);
    }

    /// An answer is on record: a late copy of a message changes nothing.
    void answer(Answer given, Instant at) {
        if (answer == null) {
            answer = given.text();
            notApplicable = Boolean.TRUE.equals(given.notApplicable());
            documents = List.copyOf(given.documents());
            answeredAt = at;
        }
    }

    boolean isOpen() {
        return answer == null;
    }

    UUID caseId() {
        return caseId;
    }

    int requestNumber() {
        return requestNumber;
    }

    int number() {
        return number;
    }

    LocalDate dueOn() {
        return Objects.requireNonNull(dueOn);
    }

    private @Nullable Reopened reopens() {
        return reopensRequest == null || reopensItem == null ? null : new Reopened(reopensRequest, reopensItem);
    }

    InformationRequestView.Item toItem() {
        return new InformationRequestView.Item(
                number,
                clause,
                text,
                answerDays,
                dueOn,
                answer,
                notApplicable,
                documents,
                answeredAt,
                reopens(),
                reopenedFor);
    }

    Asked.Item toMessage() {
        Reopened reopened = reopens();
        return new Asked.Item(
                number,
                clause,
                text,
                isOpen(),
                dueOn(),
                reopened == null ? null : new Asked.Reopened(reopened.number(), reopened.item()),
                reopenedFor);
    }

    static Question of(UUID caseId, int requestNumber, int item) {
        return Question.<Question>findByIdOptional(new Key(caseId, requestNumber, item))
                .orElseThrow(() -> Refusal.notFound("Item %d of request %d".formatted(item, requestNumber)));
    }

    static List<Question> ofCase(UUID caseId) {
        return list("caseId = ?1 order by requestNumber, number", caseId);
    }

    /// Of the requests that wait for a lead.
    static List<Question> ofDrafts() {
        return list("from Question q where exists (select 1 from InformationRequest r where r.caseId = q.caseId"
                + " and r.number = q.requestNumber and r.sentAt is null and r.closedAt is null)"
                + " order by q.caseId, q.requestNumber, q.number");
    }

    static List<Question> of(UUID caseId, int requestNumber) {
        return list("caseId = ?1 and requestNumber = ?2 order by number", caseId, requestNumber);
    }
}
