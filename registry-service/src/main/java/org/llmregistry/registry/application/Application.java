package org.llmregistry.registry.application;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.registry.RegistryProblem;
import org.llmregistry.registry.application.ApplicationEvent.Returned;
import org.llmregistry.registry.application.ApplicationResource.DraftApplication;
import org.llmregistry.registry.dossier.Dossier;
import org.llmregistry.registry.kind.ApplicationKind;
import org.llmregistry.registry.kind.Concerned;

/// A vendor's request for a licence of one model version under one track of a scheme.
@Entity
@DynamicUpdate // a move does not write the dossier anew, as another release would
public class Application extends PanacheEntityBase {

    /// What a decision says.
    @Schema(name = "DecisionOutcome")
    public enum Outcome {
        GRANTED,
        GRANTED_WITH_CONDITIONS,
        REFUSED;

        ApplicationStatus status() {
            return this == REFUSED ? ApplicationStatus.REFUSED : ApplicationStatus.APPROVED;
        }
    }

    @Id
    private UUID id;

    private @Nullable String number;
    private UUID vendorId;
    private UUID modelVersionId;
    private String schemeCode;
    private String track;
    private String region;

    @Enumerated(EnumType.STRING)
    private ApplicationKind kind;

    @Embedded
    private @Nullable Concerned concerned;

    @Enumerated(EnumType.STRING)
    private ApplicationStatus status;

    @JdbcTypeCode(SqlTypes.JSON)
    private Dossier dossier;

    @Embedded
    private Returned returned = Returned.NOTHING;

    private int revision;
    private @Nullable Integer schemeVersion;
    private Instant draftedAt;
    private @Nullable Instant submittedAt;
    private @Nullable Instant decidedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Application() {}

    Application(UUID vendorId, DraftApplication command, Dossier dossier, Instant draftedAt) {
        this.id = Ids.next();
        this.vendorId = vendorId;
        this.modelVersionId = command.modelVersionId();
        this.schemeCode = command.schemeCode();
        this.track = command.track();
        this.kind = command.kind();
        this.concerned = command.concerned();
        this.region = command.region();
        this.status = ApplicationStatus.DRAFT;
        this.dossier = dossier;
        this.draftedAt = draftedAt;
    }

    void change(Dossier newDossier) {
        if (!status.isWithVendor()) {
            throw Refusal.of(RegistryProblem.NOT_A_DRAFT, "The application is %s.".formatted(status));
        }
        this.dossier = newDossier;
    }

    /// Freezes the dossier as the next revision. The number stays the same over all revisions.
    ApplicationRevision submit(String sha256, Instant at) {
        ApplicationStatus submitted = status.moveTo(ApplicationStatus.SUBMITTED);
        returned.refuseLate(at);
        if (number == null) { // first: drawing flushes, and nothing is submitted without a number
            number = ApplicationRevision.drawApplicationNumber(at);
        }
        status = submitted;
        submittedAt = at;
        returned = Returned.NOTHING;
        return freeze(dossier, sha256, at);
    }

    /// The dossier as it stands from now on, as the next revision.
    public ApplicationRevision freeze(Dossier newDossier, String sha256, Instant at) {
        dossier = newDossier;
        return new ApplicationRevision(id, ++revision, dossier, sha256, at);
    }

    void moveTo(ApplicationStatus next) {
        status = status.moveTo(next);
    }

    /// A move that review made; all defects stand here while the application is returned.
    void progress(ApplicationStatus next, Returned found, @Nullable Integer pinnedSchemeVersion) {
        status = status.reportedAs(next);
        returned = found;
        if (pinnedSchemeVersion != null) {
            schemeVersion = pinnedSchemeVersion;
        }
    }

    void decide(Outcome outcome, Instant at) {
        decidedAt = status == ApplicationStatus.UNDER_APPEAL ? decidedAt : at; // a panel's word opens no second appeal
        status = status.reportedAs(outcome.status());
    }

    public UUID id() {
        return id;
    }

    /// `APP-YYYY-NNNNNN`, from the first submission on.
    public @Nullable String number() {
        return number;
    }

    public UUID vendorId() {
        return vendorId;
    }

    public UUID modelVersionId() {
        return modelVersionId;
    }

    public String schemeCode() {
        return schemeCode;
    }

    public String track() {
        return track;
    }

    public ApplicationKind kind() {
        return kind;
    }

    public Concerned concerned() {
        return concerned == null ? Concerned.NONE : concerned;
    }

    public String region() {
        return region;
    }

    public ApplicationStatus status() {
        return status;
    }

    public Dossier dossier() {
        return dossier;
    }

    int revision() {
        return revision;
    }

    Returned returned() {
        return returned;
    }

    /// Pinned by review at acceptance.
    public @Nullable Integer schemeVersion() {
        return schemeVersion;
    }

    Instant draftedAt() {
        return draftedAt;
    }

    public @Nullable Instant submittedAt() {
        return submittedAt;
    }

    public @Nullable Instant decidedAt() {
        return decidedAt;
    }

    long version() {
        return version;
    }

    public static Application require(UUID id) {
        return found(id, findByIdOptional(id));
    }

    /// For a move: whoever else moves it waits.
    public static Application locked(UUID id) {
        return found(id, findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE));
    }

    /// Another vendor's application answers as if it did not exist.
    public static Application requireOf(UUID vendorId, UUID id) {
        return found(id, find("id = ?1 and vendorId = ?2", id, vendorId).firstResultOptional());
    }

    /// The vendor's own, for a move.
    static Application lockedOf(UUID vendorId, UUID id) {
        return found(id, Optional.of(locked(id)).filter(application -> application.vendorId.equals(vendorId)));
    }

    private static Application found(UUID id, Optional<Application> application) {
        return application.orElseThrow(() -> Refusal.notFound("The application " + id));
    }

    static List<Application> after(UUID vendorId, @Nullable ApplicationStatus status, UUID id, int most) {
        String query = "vendorId = ?1 and (?2 is null or status = ?2) and id > ?3 order by id";
        return Application.<Application>find(query, vendorId, status, id)
                .page(0, most)
                .list();
    }

    static Optional<Application> openOne(UUID modelVersionId, String schemeCode, String track) {
        String query = "modelVersionId = ?1 and schemeCode = ?2 and track = ?3 and status not in ?4";
        return find(query, modelVersionId, schemeCode, track, ApplicationStatus.closed())
                .firstResultOptional();
    }
}
