package org.llmregistry.review.duty;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/// That a person filled a duty on a case; never removed, not by giving the case back either.
@Entity
@Immutable
@IdClass(PerformedDuty.Key.class)
@SuppressWarnings("UnusedVariable") // read by queries and the database only
class PerformedDuty extends PanacheEntityBase {

    record Key(UUID caseId, String person, Duty duty) implements Serializable {}

    @Id
    private UUID caseId;

    @Id
    private String person;

    @Id
    @Enumerated(EnumType.STRING)
    private Duty duty;

    private Instant since;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected PerformedDuty() {}

    PerformedDuty(UUID caseId, String person, Duty duty, Instant since) {
        this.caseId = caseId;
        this.person = person;
        this.duty = duty;
        this.since = since;
    }

    /// What a person did on a case; each duty is written at once.
    static List<Duty> of(UUID caseId, String person) {
        return getEntityManager()
                .createQuery("select duty from PerformedDuty where caseId = ?1 and person = ?2", Duty.class)
                .setParameter(1, caseId)
                .setParameter(2, person)
                .setFlushMode(FlushModeType.COMMIT)
                .getResultList();
    }
}
