package org.llmregistry.registry.application;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.dossier.Dossier;

/// A dossier as it was submitted; frozen by the database as well.
@Entity
@Immutable
class ApplicationRevision extends PanacheEntityBase {

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

    int number() {
        return key.number();
    }

    Dossier dossier() {
        return dossier;
    }

    String sha256() {
        return sha256;
    }

    Instant submittedAt() {
        return submittedAt;
    }

    static ApplicationRevision require(UUID applicationId, int number) {
        return ApplicationRevision.<ApplicationRevision>findByIdOptional(new Key(applicationId, number))
                .orElseThrow(() -> Refusal.notFound("Revision " + number));
    }

    static List<ApplicationRevision> of(UUID applicationId) {
        return list("key.applicationId = ?1 order by key.number", applicationId);
    }
}
