package org.llmregistry.registry.application;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.dossier.Dossier;

/// A dossier as it was submitted; frozen by the database as well.
@Entity
@Immutable
public class ApplicationRevision extends PanacheEntityBase {

    @Embeddable
    record Key(UUID applicationId, int number) {}

    @EmbeddedId
    private Key key;

    @JdbcTypeCode(SqlTypes.JSON)
    private Dossier dossier;

    private String sha256;

    private Instant submittedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ApplicationRevision() {}

    ApplicationRevision(UUID applicationId, int number, Dossier dossier, String sha256, Instant submittedAt) {
        this.key = new Key(applicationId, number);
        this.dossier = dossier;
        this.sha256 = sha256;
        this.submittedAt = submittedAt;
    }

    public int number() {
        return key.number();
    }

    public Dossier dossier() {
        return dossier;
    }

    public String sha256() {
        return sha256;
    }

    public Instant submittedAt() {
        return submittedAt;
    }

    /// Number of an application whose first revision this will be. Drawn in the transaction, so that the
    /// numbers of a year have no gap.
    static String drawApplicationNumber(Instant at) {
        int year = at.atOffset(ZoneOffset.UTC).getYear();
        Object last =
                getEntityManager().createNativeQuery("""
                        INSERT INTO application_number AS held (year, last) VALUES (?1, 1)
                        ON CONFLICT (year) DO UPDATE SET last = held.last + 1 RETURNING last
                        """).setParameter(1, year).getSingleResult();
        return "APP-%d-%06d".formatted(year, ((Number) last).intValue());
    }

    /// The dossier as it was last submitted: of a decided application, the one that was decided on.
    public static Optional<ApplicationRevision> newest(UUID applicationId) {
        return find("key.applicationId = ?1 order by key.number desc", applicationId)
                .firstResultOptional();
    }

    public static ApplicationRevision require(UUID applicationId, int number) {
        return ApplicationRevision.<ApplicationRevision>findByIdOptional(new Key(applicationId, number))
                .orElseThrow(() -> Refusal.notFound("Revision " + number));
    }
}
