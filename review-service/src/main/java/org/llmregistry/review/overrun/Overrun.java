package org.llmregistry.review.overrun;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.clock.ClockRule.OnOverrun;

/// That the authority missed a limit, and what that did; once for each clock of a case, on record for ever.
@Entity
@Immutable
@IdClass(Overrun.Key.class)
@SuppressWarnings("UnusedVariable") // read by queries and the database only
class Overrun extends PanacheEntityBase {

    record Key(UUID caseId, String clock) implements Serializable {}

    /// A place in the list of what is due.
    record Due(LocalDate on, UUID caseId) {}

    @Id
    private UUID caseId;

    @Id
    private String clock;

    private LocalDate missedOn;

    @Enumerated(EnumType.STRING)
    private OnOverrun effect;

    private Instant actedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Overrun() {}

    Overrun(UUID caseId, String clock, LocalDate missedOn, OnOverrun effect, Instant actedAt) {
        this.caseId = caseId;
        this.clock = clock;
        this.missedOn = missedOn;
        this.effect = effect;
        this.actedAt = actedAt;
    }

    static boolean isKnown(UUID caseId, String clock) {
        return findByIdOptional(new Key(caseId, clock)).isPresent();
    }

    /// Cases whose due date, which is a hint, lies before the day, without those that were dealt with.
    static List<Due> next(LocalDate before, Due after, int most) {
        return CaseFile.getEntityManager()
                .createQuery("""
                        select c.dueOn, c.id from CaseFile c
                        where c.dueOn < :before and (c.dueOn > :on or (c.dueOn = :on and c.id > :id))
                          and not exists (select 1 from Overrun o where o.caseId = c.id and o.missedOn = c.dueOn)
                        order by c.dueOn, c.id
                        """, Due.class)
                .setParameter("before", before)
                .setParameter("on", after.on())
                .setParameter("id", after.caseId())
                .setMaxResults(most)
                .getResultList();
    }
}
