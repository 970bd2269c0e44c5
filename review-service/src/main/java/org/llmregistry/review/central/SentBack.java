package org.llmregistry.review.central;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/// That a case went back, and why; on record for ever.
@Entity
@Immutable
@IdClass(SentBack.Key.class)
@SuppressWarnings("UnusedVariable") // read by queries and the database only
class SentBack extends PanacheEntityBase {

    record Key(UUID caseId, int round, Sender sender) implements Serializable {}

    enum Sender {
        CENTRE,
        DECISION_MAKER
    }

    @Id
    private UUID caseId;

    @Id
    private int round;

    @Id
    @Enumerated(EnumType.STRING)
    private Sender sender;

    private String reasons;
    private String sentBy;
    private Instant sentAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected SentBack() {}

    SentBack(UUID caseId, Sender sender, String reasons, String sentBy, Instant sentAt) {
        this.caseId = caseId;
        this.round = (int) times(caseId, sender) + 1;
        this.sender = sender;
        this.reasons = reasons;
        this.sentBy = sentBy;
        this.sentAt = sentAt;
    }

    static long times(UUID caseId, Sender sender) {
        return count("caseId = ?1 and sender = ?2", caseId, sender);
    }
}
