package org.llmregistry.review.question;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
    private @Nullable String answer;
    private List<String> documents;
    private @Nullable Instant answeredAt;
    private @Nullable String reopenedFor;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Question() {}

    Question(UUID caseId, int requestNumber, int number, String clause, String text) {
        this.caseId = caseId;
        this.requestNumber = requestNumber;
        this.number = number;
        this.clause = clause;
        this.text = text;
        this.documents = List.of();
    }

    /// An item that was answered keeps its answer until it is reopened: a late copy of a message changes nothing.
    void answer(String given, List<String> with, Instant at) {
        if (answer == null) {
            answer = given;
            documents = List.copyOf(with);
            answeredAt = at;
        }
    }

    void reopen(String reason) {
        answer = null;
        documents = List.of();
        answeredAt = null;
        reopenedFor = reason;
    }

    boolean isOpen() {
        return answer == null;
    }

    int number() {
        return number;
    }

    String clause() {
        return clause;
    }

    String text() {
        return text;
    }

    @Nullable
    String reopenedFor() {
        return reopenedFor;
    }

    InformationRequestView.Item toItem() {
        return new InformationRequestView.Item(number, clause, text, answer, documents, answeredAt, reopenedFor);
    }

    static List<Question> of(UUID caseId, int requestNumber) {
        return list("caseId = ?1 and requestNumber = ?2 order by number", caseId, requestNumber);
    }
}
