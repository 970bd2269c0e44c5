package org.llmregistry.registry.change;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.registry.dossier.Dossier;
import org.llmregistry.registry.licence.Licence;
import org.llmregistry.registry.review.ReviewMessages;
import org.llmregistry.registry.review.Scheme.ChangeClass;
import org.llmregistry.registry.review.Scheme.ChangeClass.Duty;
import org.llmregistry.registry.revision.Difference;

/// A change that the holder notified. Nothing of it ever changes; an objection is added.
@Entity
@DynamicUpdate
class LicenceChange extends PanacheEntityBase {

    @Id
    private UUID id;

    private UUID licenceId;
    private int number;
    private String changeClass;

    @Enumerated(EnumType.STRING)
    private Duty duty;

    private String description;
    private LocalDate effectiveOn;
    private boolean late;
    private @Nullable UUID versionId;

    @Column(updatable = false)
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Dossier dossier;

    @Column(updatable = false) // an absent value comes back as JSON's null and would look changed
    @JdbcTypeCode(SqlTypes.JSON)
    private List<Difference> differences;

    private List<String> documents;
    private Instant notifiedAt;
    private @Nullable LocalDate objectionUntil;
    private @Nullable String objection;
    private @Nullable Instant objectedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected LicenceChange() {}

    /// @param objectionUntil last day on which the office may object; null: it may not
    LicenceChange(
            UUID licenceId,
            ChangeClass changeClass,
            NotifyChange command,
            ChangedFields.Found found,
            boolean late,
            @Nullable LocalDate objectionUntil,
            Instant notifiedAt) {
        this.id = Ids.next();
        this.licenceId = licenceId;
        this.number = (int) count("licenceId", licenceId) + 1; // under the lock of the licence
        this.changeClass = changeClass.code();
        this.duty = changeClass.duty();
        this.description = command.description();
        this.effectiveOn = command.effectiveOn();
        this.late = late;
        this.versionId = command.modelVersionId();
        this.dossier = found.after();
        this.differences = found.differences();
        this.documents = List.copyOf(command.documents());
        this.objectionUntil = objectionUntil;
        this.notifiedAt = notifiedAt;
    }

    /// The office objected in its days; when the word of it arrives does not matter.
    void object(String reasons, Instant at) {
        objection = reasons;
        objectedAt = at;
    }

    /// By the date: nobody has to write down that the days have passed.
    ChangeStatus status(LocalDate today) {
        if (objectedAt != null) {
            return ChangeStatus.OBJECTED;
        }
        if (objectionUntil != null) {
            return today.isAfter(objectionUntil) ? ChangeStatus.MAY_START : ChangeStatus.WAITING;
        }
        return ChangeStatus.IN_EFFECT;
    }

    UUID licenceId() {
        return licenceId;
    }

    int number() {
        return number;
    }

    Instant notifiedAt() {
        return notifiedAt;
    }

    Optional<Dossier> dossier() {
        return Optional.ofNullable(dossier);
    }

    ReviewMessages.LicenceChanged message(Licence licence) {
        return new ReviewMessages.LicenceChanged(
                Ids.next(),
                id,
                licence.requireApplication(),
                licence.number(),
                "CHANGE",
                changeClass,
                description,
                differences,
                documents,
                null,
                effectiveOn,
                objectionUntil,
                late,
                notifiedAt);
    }

    ChangeView toView(LocalDate today) {
        return new ChangeView(
                number,
                changeClass,
                duty,
                status(today),
                description,
                effectiveOn,
                objectionUntil,
                late,
                versionId,
                differences,
                documents,
                notifiedAt,
                objection,
                objectedAt);
    }

    /// Oldest first.
    static List<LicenceChange> of(UUID licenceId) {
        return list("licenceId = ?1 order by number", licenceId);
    }

    static LicenceChange locked(UUID id) {
        return LicenceChange.<LicenceChange>findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> Refusal.notFound("The change " + id));
    }

    static LicenceChange require(UUID licenceId, int number) {
        return LicenceChange.<LicenceChange>find("licenceId = ?1 and number = ?2", licenceId, number)
                .firstResultOptional()
                .orElseThrow(() -> Refusal.notFound("Change " + number));
    }
}
