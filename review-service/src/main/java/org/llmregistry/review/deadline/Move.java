package org.llmregistry.review.deadline;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.FlushModeType;
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

    @SuppressWarnings("UnusedVariable") // read by queries and the database only
    private String status;

    private Instant at;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Move() {}

    /// A state that a case reached.
    record Reached(String status, Instant at) {}

    /// Under the lock of the case, so that numbers follow one another. Written at once and past the session: the
    /// foreign key waits for the case until the end of the transaction, and who reads the moves need not flush.
    public static void record(UUID caseId, Enum<?> status, Instant at) {
        getEntityManager()
                .createNativeQuery("""
                        INSERT INTO case_move (case_id, number, status, at)
                        VALUES (:caseId, (SELECT count(*) + 1 FROM case_move WHERE case_id = :caseId), :status, :at)
                        """)
                .setParameter("caseId", caseId)
                .setParameter("status", status.name())
                .setParameter("at", at)
                .setFlushMode(FlushModeType.COMMIT)
                .executeUpdate();
    }

    /// When the case came to its state.
    public static Instant since(UUID caseId) {
        return Move.<Move>find("caseId = ?1 order by number desc", caseId)
                .firstResultOptional()
                .orElseThrow()
                .at;
    }

    static List<Reached> of(UUID caseId) {
        return getEntityManager()
                .createQuery("select status, at from Move where caseId = ?1 order by number", Reached.class)
                .setParameter(1, caseId)
                .setFlushMode(FlushModeType.COMMIT)
                .getResultList();
    }
}
