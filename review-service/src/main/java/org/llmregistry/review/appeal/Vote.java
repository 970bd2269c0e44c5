package org.llmregistry.review.appeal;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;

/// What a member of the panel thinks; on record for ever. Its newest vote counts.
@Entity
@Immutable
@Table(name = "appeal_vote")
@IdClass(Vote.Key.class)
class Vote extends PanacheEntityBase {

    record Key(UUID caseId, int appeal, int number) implements Serializable {}

    @Schema(name = "AppealVote")
    record View(String member, Appeal.Outcome outcome, String reasons, Instant votedAt) {}

    @Id
    private UUID caseId;

    @Id
    private int appeal;

    @Id
    private int number;

    private String member;

    @Enumerated(EnumType.STRING)
    private Appeal.Outcome outcome;

    private String reasons;
    private String conditions;
    private Instant votedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Vote() {}

    /// @param conditions JSON array
    Vote(
            UUID caseId,
            int appeal,
            Appeal.Outcome outcome,
            String reasons,
            String conditions,
            String member,
            Instant at) {
        this.caseId = caseId;
        this.appeal = appeal;
        this.number = (int) count("caseId = ?1 and appeal = ?2", caseId, appeal) + 1;
        this.outcome = outcome;
        this.reasons = reasons;
        this.conditions = conditions;
        this.member = member;
        this.votedAt = at;
    }

    boolean agreesWith(Vote other) {
        return outcome == other.outcome && conditions.equals(other.conditions);
    }

    String member() {
        return member;
    }

    View toView() {
        return new View(member, outcome, reasons, votedAt);
    }

    static List<Vote> of(UUID caseId, int appeal) {
        return list("caseId = ?1 and appeal = ?2 order by number", caseId, appeal);
    }

    /// The newest vote of each member.
    static Map<String, Vote> standing(List<Vote> votes) {
        Map<String, Vote> newest = new LinkedHashMap<>();
        votes.forEach(vote -> newest.put(vote.member, vote));
        return newest;
    }
}
