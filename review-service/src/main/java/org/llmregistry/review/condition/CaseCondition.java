package org.llmregistry.review.condition;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.review.registry.RegistryMessages;

/// A condition of a granted licence. What was asked for never changes; what was met stays met.
@Entity
class CaseCondition extends PanacheEntityBase {

    /// Where lasting conditions stand in the order of due dates.
    static final LocalDate LASTING = LocalDate.of(9999, 12, 31);

    @Id
    private UUID id;

    private UUID caseId;
    private String code;
    private String text;
    private @Nullable LocalDate dueOn;
    private @Nullable String evidence;

    @SuppressWarnings("UnusedVariable") // read by queries and the database only
    private Instant setAt;

    @Enumerated(EnumType.STRING)
    private ConditionStatus status;

    private @Nullable String shown;
    private List<String> documents;
    private @Nullable String metBy;
    private @Nullable Instant metAt;
    private @Nullable Instant warnedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected CaseCondition() {}

    CaseCondition(
            UUID caseId,
            String code,
            String text,
            @Nullable LocalDate dueOn,
            @Nullable String evidence,
            Instant setAt) {
        this.id = Ids.next();
        this.caseId = caseId;
        this.code = code;
        this.text = text;
        this.dueOn = dueOn;
        this.evidence = evidence;
        this.setAt = setAt;
        this.status = ConditionStatus.OPEN;
        this.documents = List.of();
    }

    void meet(String what, List<String> with, String person, Instant at) {
        status = status.moveTo(ConditionStatus.MET);
        shown = what;
        documents = List.copyOf(with);
        metBy = person;
        metAt = at;
    }

    /// @return whether it came to be overdue now
    boolean passed(LocalDate today) {
        if (status != ConditionStatus.OPEN || dueOn == null || !dueOn.isBefore(today)) {
            return false;
        }
        status = status.moveTo(ConditionStatus.OVERDUE);
        return true;
    }

    /// @return whether the holder is to be warned now: once, in the days before the last one
    boolean warn(LocalDate today, int days, Instant at) {
        if (status != ConditionStatus.OPEN
                || dueOn == null
                || warnedAt != null
                || today.isBefore(dueOn.minusDays(days))
                || today.isAfter(dueOn)) {
            return false;
        }
        warnedAt = at;
        return true;
    }

    /// Neither met nor replaced.
    boolean isAskedFor() {
        return !status.allowedNext().isEmpty();
    }

    void replace() {
        status = status.moveTo(ConditionStatus.REPLACED);
    }

    UUID id() {
        return id;
    }

    UUID caseId() {
        return caseId;
    }

    String code() {
        return code;
    }

    @Nullable
    LocalDate dueOn() {
        return dueOn;
    }

    /// Place in the order of due dates.
    LocalDate order() {
        return dueOn == null ? LASTING : dueOn;
    }

    ConditionView toView() {
        return new ConditionView(
                caseId,
                code,
                text,
                dueOn,
                evidence,
                status,
                warnedAt,
                HandedIn.of(id).stream().map(HandedIn::toView).toList(),
                shown,
                documents,
                metBy,
                metAt);
    }

    RegistryMessages.Condition toCondition() {
        return new RegistryMessages.Condition(code, text, dueOn, evidence);
    }

    String status() {
        return status.name();
    }

    @Nullable
    Instant warnedAt() {
        return warnedAt;
    }

    /// What a decision asked for and was not met yet, as [#unmet]; to show it.
    static List<CaseCondition> askedFor(UUID caseId) {
        return list(
                "caseId = ?1 and status in (?2, ?3) order by code",
                caseId,
                ConditionStatus.OPEN,
                ConditionStatus.OVERDUE);
    }

    /// What a decision asked for and was not met yet.
    static List<CaseCondition> unmet(UUID caseId) {
        return CaseCondition.<CaseCondition>find(
                        "caseId = ?1 and status in (?2, ?3)", caseId, ConditionStatus.OPEN, ConditionStatus.OVERDUE)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    static CaseCondition locked(UUID caseId, String code) {
        return CaseCondition.<CaseCondition>find("caseId = ?1 and code = ?2 order by id desc", caseId, code)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseThrow(() -> Refusal.notFound("Condition %s of case %s".formatted(code, caseId)));
    }

    static Optional<CaseCondition> locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /// Whether one of these cases has a condition whose last day has passed, written down or not.
    static boolean isOverdue(List<UUID> cases, LocalDate today) {
        return count(
                        "caseId in ?1 and (status = ?2 or (status = ?3 and dueOn < ?4))",
                        cases,
                        ConditionStatus.OVERDUE,
                        ConditionStatus.OPEN,
                        today)
                > 0;
    }

    /// Open ones that were due before a day, and those due soon whose holder was not warned.
    static List<CaseCondition> due(LocalDate before, LocalDate soon, LocalDate on, UUID after, int most) {
        return CaseCondition.<CaseCondition>find(
                        "status = ?1 and (dueOn < ?2 or (dueOn < ?3 and warnedAt is null))"
                                + " and (dueOn > ?4 or (dueOn = ?4 and id > ?5)) order by dueOn, id",
                        ConditionStatus.OPEN,
                        before,
                        soon,
                        on,
                        after)
                .page(0, most)
                .list();
    }
}
