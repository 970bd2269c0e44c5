package org.llmregistry.review.hearing;

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
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What the applicant was told before a decision against it, and what it said. Over with its statement, or with the
/// last day for it.
@Entity
@IdClass(Hearing.Key.class)
class Hearing extends PanacheEntityBase {

    record Key(UUID caseId, int number) implements Serializable {}

    @Schema(name = "IntendedOutcome")
    enum Intended {
        REFUSED,
        GRANTED_WITH_CONDITIONS
    }

    /// @param statement absent: none came (yet)
    @Schema(name = "Hearing")
    record View(
            int number,
            Intended intendedOutcome,
            String reasons,
            String noticedBy,
            Instant noticedAt,

            @Schema(description = "Last day for the statement")
            LocalDate answerBy,

            @Nullable String statement,

            @Schema(description = "Digests of documents that came with it")
            List<String> documents,

            @Schema(description = "When the statement came or the time was over") @Nullable
            Instant overAt) {}

    @Id
    private UUID caseId;

    @Id
    private int number;

    @Enumerated(EnumType.STRING)
    private Intended intendedOutcome;

    private String reasons;
    private String noticedBy;
    private Instant noticedAt;
    private LocalDate answerBy;
    private @Nullable String statement;
    private List<String> documents;
    private @Nullable Instant overAt;

    @Version
    @SuppressWarnings("UnusedVariable") // read by Hibernate only
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Hearing() {}

    /// Under the lock of the case, so that numbers follow one another.
    Hearing(UUID caseId, Intended intended, String reasons, String person, Instant at, LocalDate answerBy) {
        this.caseId = caseId;
        this.number = (int) count("caseId", caseId) + 1;
        this.intendedOutcome = intended;
        this.reasons = reasons;
        this.noticedBy = person;
        this.noticedAt = at;
        this.answerBy = answerBy;
        this.documents = List.of();
    }

    void answer(String given, List<String> shown, Instant at) {
        statement = given;
        documents = List.copyOf(shown);
        overAt = at;
    }

    void timeIsOver(Instant at) {
        overAt = at;
    }

    UUID caseId() {
        return caseId;
    }

    int number() {
        return number;
    }

    Intended intendedOutcome() {
        return intendedOutcome;
    }

    Instant noticedAt() {
        return noticedAt;
    }

    LocalDate answerBy() {
        return answerBy;
    }

    @Nullable
    String statement() {
        return statement;
    }

    @Nullable
    Instant overAt() {
        return overAt;
    }

    View toView() {
        return new View(number, intendedOutcome, reasons, noticedBy, noticedAt, answerBy, statement, documents, overAt);
    }

    static List<Hearing> ofCase(UUID caseId) {
        return list("caseId = ?1 order by number", caseId);
    }

    static Optional<Hearing> openOf(UUID caseId) {
        return find("caseId = ?1 and overAt is null", caseId).firstResultOptional();
    }

    /// A hundred at a time; `day` is the earliest that is today anywhere.
    static List<Hearing> unansweredBefore(LocalDate day) {
        return Hearing.<Hearing>find("overAt is null and answerBy < ?1 order by answerBy", day)
                .page(0, 100)
                .list();
    }
}
