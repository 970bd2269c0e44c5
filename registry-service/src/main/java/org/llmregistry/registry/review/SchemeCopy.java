package org.llmregistry.registry.review;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// Our copy of a scheme version, so that vendors and licences do not wait for review-service.
@Entity
public class SchemeCopy extends PanacheEntityBase {

    @Embeddable
    record Key(String code, int version) {}

    @SuppressWarnings("UnusedVariable") // read by queries only
    @EmbeddedId
    private Key key;

    @SuppressWarnings("UnusedVariable") // read by queries only
    private LocalDate effectiveFrom;

    @JdbcTypeCode(SqlTypes.JSON)
    private Scheme content;

    @SuppressWarnings("UnusedVariable") // read by queries only
    private Instant copiedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected SchemeCopy() {}

    public SchemeCopy(Scheme content, LocalDate effectiveFrom, Instant copiedAt) {
        this.key = new Key(content.code(), content.version());
        this.effectiveFrom = effectiveFrom;
        this.content = content;
        this.copiedAt = copiedAt;
    }

    void refresh(Scheme newContent, LocalDate newEffectiveFrom, Instant at) {
        this.content = newContent;
        this.effectiveFrom = newEffectiveFrom;
        this.copiedAt = at;
    }

    /// The version that review pinned or decided under.
    public static Optional<Scheme> find(String code, int version) {
        return SchemeCopy.<SchemeCopy>findByIdOptional(new Key(code, version)).map(copy -> copy.content);
    }

    /// When a version begins.
    record Beginning(int version, LocalDate day) {}

    /// All versions, the latest first.
    static List<Beginning> beginnings(String code) {
        return SchemeCopy.find(
                        "select key.version, effectiveFrom from SchemeCopy where key.code = ?1"
                                + " order by effectiveFrom desc, key.version desc",
                        code)
                .project(Beginning.class)
                .list();
    }

    static Optional<SchemeCopy> copyOf(String code, int version) {
        return findByIdOptional(new Key(code, version));
    }
}
