package org.llmregistry.registry.question;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.question.AnswerQuestions.Answer;

/// A round of questions, as the vendor sees it.
@Entity
@IdClass(InformationRequest.Key.class)
class InformationRequest extends PanacheEntityBase {

    record Key(UUID applicationId, int number) implements Serializable {}

    /// @param open        whether an answer is wanted
    /// @param dueOn       null in what was asked before items had a day of their own: that of the request
    /// @param reopenedFor why the answer to `reopens` was not enough
    @Schema(name = "Question", description = "A numbered item of an information request")
    record Item(
            int number,

            @Schema(description = "Clause of the scheme that it is about", examples = "9.3")
            String clause,

            String question,
            boolean open,

            @Schema(description = "Last day for the answer; absent: that of the request") @Nullable
            LocalDate dueOn,

            ReceiveQuestions.@Nullable Reopened reopens,

            @Schema(description = "Why your answer to the item in `reopens` was not enough") @Nullable
            String reopenedFor,

            @Nullable String answer,

            @Schema(description = "You said that the question does not apply") @Nullable
            Boolean notApplicable,

            @Schema(description = "Digests of uploaded documents") @Nullable
            List<String> documents,

            @Nullable Instant answeredAt) {

        static Item of(ReceiveQuestions.Question asked) {
            return new Item(
                    asked.number(),
                    asked.clause(),
                    asked.question(),
                    asked.open(),
                    asked.dueOn(),
                    asked.reopens(),
                    asked.reopenedFor(),
                    null,
                    null,
                    null,
                    null);
        }

        Item answered(Answer answer, Instant at) {
            return new Item(
                    number,
                    clause,
                    question,
                    false,
                    dueOn,
                    reopens,
                    reopenedFor,
                    answer.text(),
                    Boolean.TRUE.equals(answer.notApplicable()) ? true : null,
                    answer.documents(),
                    at);
        }
    }

    /// @param complete every item is answered
    @Schema(name = "InformationRequest", description = "Questions of the review with the vendor's answers")
    record View(
            int number,
            Instant sentAt,

            @Schema(description = "Earliest last day of what is not answered; afterwards the application lapses")
            LocalDate dueOn,

            @Schema(description = "When you were warned of this last day") @Nullable
            Instant warnedAt,

            boolean complete,
            List<Item> items) {}

    @Id
    private UUID applicationId;

    @Id
    private int number;

    private Instant sentAt;
    private LocalDate dueOn;
    private @Nullable Instant warnedAt;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Item> items;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected InformationRequest() {}

    InformationRequest(UUID applicationId, ReceiveQuestions message) {
        this.applicationId = applicationId;
        this.number = message.number();
        this.sentAt = message.sentAt();
        this.dueOn = message.dueOn();
        this.items = message.items().stream().map(Item::of).toList();
    }

    /// @return whether the warning is about the last day that it has now
    boolean warn(LocalDate of, Instant at) {
        if (!of.equals(dueOn)) {
            return false;
        }
        warnedAt = at;
        return true;
    }

    /// Refuses answers to what is not asked.
    void answer(List<Answer> answers, Instant at) {
        Map<Integer, Answer> given = new HashMap<>();
        answers.forEach(answer -> given.put(answer.item(), answer));
        List<Item> answered = new ArrayList<>();
        for (Item item : items) {
            Answer answer = given.remove(item.number());
            if (answer != null && !item.open()) {
                throw Refusal.invalid("/answers", "open-item", "Item %d is answered.".formatted(item.number()));
            }
            answered.add(answer == null ? item : item.answered(answer, at));
        }
        if (!given.isEmpty()) {
            throw Refusal.invalid("/answers", "known-item", "There is no item " + given.keySet() + ".");
        }
        items = answered;
        answered.stream()
                .filter(Item::open)
                .map(item -> item.dueOn() == null ? dueOn : item.dueOn())
                .min(Comparator.naturalOrder())
                .ifPresent(this::postpone);
    }

    /// What is due first is answered; the warning was of that.
    private void postpone(LocalDate next) {
        if (!next.equals(dueOn)) {
            dueOn = next;
            warnedAt = null;
        }
    }

    View toView() {
        return new View(number, sentAt, dueOn, warnedAt, items.stream().noneMatch(Item::open), items);
    }

    static Optional<InformationRequest> of(UUID applicationId, int number) {
        return findByIdOptional(new Key(applicationId, number));
    }

    static List<InformationRequest> ofApplication(UUID applicationId) {
        return list("applicationId = ?1 order by number", applicationId);
    }
}
