package org.llmregistry.registry.hearing;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
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
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.RegistryProblem;

/// A notice of what the authority intends, with the applicant's statement.
@Entity
@IdClass(Hearing.Key.class)
class Hearing extends PanacheEntityBase {

    record Key(UUID applicationId, int number) implements Serializable {}

    @Schema(name = "Hearing", description = "What the authority intends, and what you said")
    record View(
            int number,
            @Schema(examples = "REFUSED") String intendedOutcome,
            String reasons,
            Instant noticedAt,

            @Schema(description = "Last day for your statement; afterwards the case is decided without it")
            LocalDate answerBy,

            @Nullable String statement,

            @Schema(description = "Digests of documents that you sent with it")
            List<String> documents,

            @Nullable Instant statedAt) {}

    @Id
    private UUID applicationId;

    @Id
    private int number;

    private String intendedOutcome;
    private String reasons;
    private Instant noticedAt;
    private LocalDate answerBy;
    private @Nullable String statement;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> documents;

    private @Nullable Instant statedAt;

    @Version
    @SuppressWarnings("UnusedVariable") // read by Hibernate only
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Hearing() {}

    Hearing(UUID applicationId, ReceiveNotice notice) {
        this.applicationId = applicationId;
        this.number = notice.number();
        this.intendedOutcome = notice.intendedOutcome();
        this.reasons = notice.reasons();
        this.noticedAt = notice.noticedAt();
        this.answerBy = notice.answerBy();
        this.documents = List.of();
    }

    /// @param today where the authority is
    void state(MakeStatement given, Instant at, LocalDate today) {
        if (statement != null || today.isAfter(answerBy)) {
            throw Refusal.of(
                    RegistryProblem.HEARING_OVER,
                    statement == null ? "The last day was %s.".formatted(answerBy) : "You have made your statement.");
        }
        statement = given.statement();
        documents = List.copyOf(given.documents());
        statedAt = at;
    }

    View toView() {
        return new View(number, intendedOutcome, reasons, noticedAt, answerBy, statement, documents, statedAt);
    }

    static Optional<Hearing> of(UUID applicationId, int number) {
        return findByIdOptional(new Key(applicationId, number));
    }

    static List<Hearing> ofApplication(UUID applicationId) {
        return list("applicationId = ?1 order by number", applicationId);
    }
}
