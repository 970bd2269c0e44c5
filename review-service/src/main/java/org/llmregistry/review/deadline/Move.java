package org.llmregistry.review.deadline;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/// That a case came into a state; the clocks are folded from these.
@Entity
@Immutable
@Table(name = "case_move")
@IdClass(Move.Key.class)
public class Move extends PanacheEntityBase {

    record Key(UUID caseId, int number) implements Serializable {}

    @Id
    private UUID caseId;

    @Id
    private int number;

    private String status;
    private Instant at;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Move() {}

    private Move(UUID caseId, int number, String status, Instant at) {
        this.caseId = caseId;
        this.number = number;
        this.status = status;
        this.at = at;
    }

    /// Under the lock of the case, so that numbers follow one another.
    public static void record(UUID caseId, Enum<?> status, Instant at) {
        new Move(caseId, (int) count("caseId", caseId) + 1, status.name(), at).persist();
    }

    String status() {
        return status;
    }

    Instant at() {
        return at;
    }

    /// When the case came to its state.
    public static Instant since(UUID caseId) {
        return Move.<Move>find("caseId = ?1 order by number desc", caseId)
                .firstResultOptional()
                .orElseThrow()
                .at;
    }

    static List<Move> of(UUID caseId) {
        return list("caseId = ?1 order by number", caseId);
    }
}
