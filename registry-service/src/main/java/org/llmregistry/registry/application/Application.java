package org.llmregistry.registry.application;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.registry.RegistryProblem;
import org.llmregistry.registry.dossier.Dossier;

/// A vendor's request for a licence of one model version under one track of a scheme.
@Entity
public class Application extends PanacheEntityBase {

    /// What is asked for; all kinds share the same states.
    public enum Kind {
        INITIAL,
        REGISTRATION,
        VARIATION,
        RENEWAL
    }

    /// What a decision says.
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

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String region;

    @Enumerated(EnumType.STRING)
    private ApplicationStatus status;

    @JdbcTypeCode(SqlTypes.JSON)
    private Dossier dossier;

    private int revision;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Violation> defects;

    private @Nullable Integer schemeVersion;

    private Instant draftedAt;

    private @Nullable Instant submittedAt;

    private @Nullable Instant decidedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Application() {}

    Application(
            UUID vendorId,
            UUID modelVersionId,
            String schemeCode,
            String track,
            Kind kind,
            String region,
            Dossier dossier,
            Instant draftedAt) {
        this.id = Ids.next();
        this.vendorId = vendorId;
        this.modelVersionId = modelVersionId;
        this.schemeCode = schemeCode;
        this.track = track;
        this.kind = kind;
        this.region = region;
        this.status = ApplicationStatus.DRAFT;
        this.dossier = dossier;
        this.defects = List.of();
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
        status = status.moveTo(ApplicationStatus.SUBMITTED);
        if (number == null) {
            number = nextNumber(at);
        }
        revision++;
        submittedAt = at;
        defects = List.of();
        return new ApplicationRevision(id, revision, dossier, sha256, at);
    }

    void withdraw() {
        status = status.moveTo(ApplicationStatus.WITHDRAWN);
    }

    /// A move that review made; all defects stand here while the application is returned.
    void progress(ApplicationStatus next, List<Violation> newDefects, @Nullable Integer pinnedSchemeVersion) {
        status = status.reportedAs(next);
        defects = List.copyOf(newDefects);
        if (pinnedSchemeVersion != null) {
            schemeVersion = pinnedSchemeVersion;
        }
    }

    void decide(Outcome outcome, Instant at) {
        status = status.reportedAs(outcome.status());
        decidedAt = at;
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

    public Kind kind() {
        return kind;
    }

    public String region() {
        return region;
    }

    public ApplicationStatus status() {
        return status;
    }

    Dossier dossier() {
        return dossier;
    }

    int revision() {
        return revision;
    }

    List<Violation> defects() {
        return defects;
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
        return Application.<Application>findByIdOptional(id)
                .orElseThrow(() -> Refusal.notFound("The application " + id));
    }

    /// Another vendor's application answers as if it did not exist.
    public static Application requireOf(UUID vendorId, UUID id) {
        return Application.<Application>find("id = ?1 and vendorId = ?2", id, vendorId)
                .firstResultOptional()
                .orElseThrow(() -> Refusal.notFound("The application " + id));
    }

    /// Drawn in the transaction, so that the numbers of a year have no gap.
    private static String nextNumber(Instant at) {
        int year = at.atOffset(ZoneOffset.UTC).getYear();
        Object last =
                getEntityManager().createNativeQuery("""
                        INSERT INTO application_number AS held (year, last) VALUES (?1, 1)
                        ON CONFLICT (year) DO UPDATE SET last = held.last + 1 RETURNING last
                        """).setParameter(1, year).getSingleResult();
        return "APP-%d-%06d".formatted(year, ((Number) last).intValue());
    }

    static Optional<Application> openOne(UUID modelVersionId, String schemeCode, String track) {
        return Application.<Application>find(
                        "modelVersionId = ?1 and schemeCode = ?2 and track = ?3 and status not in ?4",
                        modelVersionId,
                        schemeCode,
                        track,
                        ApplicationStatus.closed())
                .firstResultOptional();
    }
}
