package org.llmregistry.review.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.change.ReceiveLicenceChange.DossierField;

/// What a holder told of its licence. Nothing of it ever changes; an objection is added.
@Entity
@DynamicUpdate
class LicenceChange extends PanacheEntityBase {

    /// What it is about.
    @Schema(name = "LicenceChangeKind")
    enum Kind {
        CHANGE,
        SURRENDER,
        TRANSFER
    }

    @Schema(name = "LicenceChange", description = "What the holder of a licence tells of it")
    record View(
            UUID id,
            UUID caseId,
            String licenceNumber,
            Kind kind,
            @Nullable String changeClass,
            String description,
            List<DossierField> differences,

            @Schema(description = "Digests of uploaded documents")
            List<String> documents,

            @Nullable String newHolder,

            @Schema(description = "First day of the change; last day of the service")
            LocalDate effectiveOn,

            @Schema(description = "Last day on which the office may object; absent: it may not") @Nullable
            LocalDate objectionUntil,

            @Schema(description = "Told later than the scheme wants")
            boolean late,

            Instant notifiedAt,
            @Nullable String objection,
            @Nullable String objectedBy,
            @Nullable Instant objectedAt) {}

    @Id
    private UUID id;

    private UUID caseId;
    private String licenceNumber;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private @Nullable String changeClass;
    private String description;

    private String differences;
    private List<String> documents;
    private @Nullable String newHolder;
    private LocalDate effectiveOn;
    private @Nullable LocalDate objectionUntil;
    private boolean late;
    private Instant notifiedAt;
    private @Nullable String objection;
    private @Nullable String objectedBy;
    private @Nullable Instant objectedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected LicenceChange() {}

    LicenceChange(UUID caseId, ReceiveLicenceChange told, ObjectMapper json) {
        this.id = told.changeId();
        this.caseId = caseId;
        this.licenceNumber = told.licenceNumber();
        this.kind = told.kind();
        this.changeClass = told.changeClass();
        this.description = told.description();
        this.differences = write(told.differences(), json);
        this.documents = List.copyOf(told.documents());
        this.newHolder = told.newHolder();
        this.effectiveOn = told.effectiveOn();
        this.objectionUntil = told.objectionUntil();
        this.late = told.late();
        this.notifiedAt = told.notifiedAt();
    }

    /// Once, and no later than the last day for it.
    void object(String reasons, String person, LocalDate today, Instant at) {
        if (objectionUntil == null || today.isAfter(objectionUntil) || objectedAt != null) {
            throw Refusal.of(
                    ReviewProblem.NO_OBJECTION,
                    objectionUntil == null
                            ? "This %s waits for nobody.".formatted(kind)
                            : objectedAt != null
                                    ? "The office has objected."
                                    : "The last day was %s.".formatted(objectionUntil));
        }
        objection = reasons;
        objectedBy = person;
        objectedAt = at;
    }

    UUID id() {
        return id;
    }

    UUID caseId() {
        return caseId;
    }

    String licenceNumber() {
        return licenceNumber;
    }

    View toView(ObjectMapper json) {
        return new View(
                id,
                caseId,
                licenceNumber,
                kind,
                changeClass,
                description,
                read(differences, json),
                documents,
                newHolder,
                effectiveOn,
                objectionUntil,
                late,
                notifiedAt,
                objection,
                objectedBy,
                objectedAt);
    }

    private static String write(List<DossierField> fields, ObjectMapper json) {
        try {
            return json.writeValueAsString(fields);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private static List<DossierField> read(String fields, ObjectMapper json) {
        try {
            return List.of(json.readValue(fields, DossierField[].class));
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    static LicenceChange of(UUID id) {
        return LicenceChange.<LicenceChange>findByIdOptional(id)
                .orElseThrow(() -> Refusal.notFound("The change " + id));
    }

    static LicenceChange locked(UUID id) {
        return LicenceChange.<LicenceChange>findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> Refusal.notFound("The change " + id));
    }
}
