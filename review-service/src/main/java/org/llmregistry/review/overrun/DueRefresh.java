package org.llmregistry.review.overrun;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.LockModeType;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Timeouts;
import org.hibernate.jpa.SpecHints;
import org.jspecify.annotations.Nullable;

/// How far the due dates of open cases have followed a published version of their scheme.
@Entity
@IdClass(DueRefresh.Key.class)
class DueRefresh extends PanacheEntityBase {

    record Key(String code, int version) implements Serializable {}

    @Id
    private String code;

    @Id
    private int version;

    private UUID afterCase;

    @SuppressWarnings("UnusedVariable") // read by queries only
    private @Nullable Instant finishedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected DueRefresh() {}

    DueRefresh(String code, int version) {
        this.code = code;
        this.version = version;
        this.afterCase = new UUID(0, 0);
    }

    void reached(UUID caseId) {
        afterCase = caseId;
    }

    void finish(Instant at) {
        finishedAt = at;
    }

    /// In the order of ids. Cases that came after the publication know the version already.
    List<UUID> nextCases(int most) {
        return getEntityManager()
                .createQuery(
                        "select id from CaseFile where appliedFor.schemeCode = :code and dueOn is not null"
                                + " and id > :after order by id",
                        UUID.class)
                .setParameter("code", code)
                .setParameter("after", afterCase)
                .setMaxResults(most)
                .getResultList();
    }

    /// One that waits and that no other replica is at.
    static Optional<DueRefresh> lockNext() {
        return DueRefresh.<DueRefresh>find("finishedAt is null order by code, version")
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, Timeouts.SKIP_LOCKED_MILLI)
                .firstResultOptional();
    }
}
