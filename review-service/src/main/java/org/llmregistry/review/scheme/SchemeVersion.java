package org.llmregistry.review.scheme;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/// A published version, kept as the text that was published.
@Entity
@Immutable
@IdClass(SchemeVersion.Key.class)
class SchemeVersion extends PanacheEntityBase {

    record Key(String code, int version) implements Serializable {}

    @Id
    private String code;

    @Id
    private int version;

    @SuppressWarnings("UnusedVariable") // read by queries and the database only
    private LocalDate effectiveFrom;

    private String content;

    @SuppressWarnings("UnusedVariable") // read by queries and the database only
    private Instant publishedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected SchemeVersion() {}

    SchemeVersion(Scheme scheme, String content, Instant publishedAt) {
        this.code = scheme.code();
        this.version = scheme.version();
        this.effectiveFrom = scheme.effectiveFrom();
        this.content = content;
        this.publishedAt = publishedAt;
    }

    /// When a version was published, without its text.
    record Publication(int version, Instant at) {}

    /// In their order.
    static List<Publication> publications(String code) {
        return getEntityManager()
                .createQuery(
                        "select version, publishedAt from SchemeVersion where code = ?1 order by publishedAt, version",
                        Publication.class)
                .setParameter(1, code)
                .setFlushMode(FlushModeType.COMMIT)
                .getResultList();
    }

    String content() {
        return content;
    }

    static Optional<SchemeVersion> of(String code, int version) {
        return findByIdOptional(new Key(code, version));
    }

    static List<SchemeVersion> all() {
        return list("order by code, version");
    }

    /// 0 when there is none.
    static int newest(String code) {
        return SchemeVersion.<SchemeVersion>find("code = ?1 order by version desc", code)
                .firstResultOptional()
                .map(found -> found.version)
                .orElse(0);
    }

    /// The version in force on a day: the newest that had begun.
    static Optional<SchemeVersion> inForce(String code, LocalDate on) {
        return find("code = ?1 and effectiveFrom <= ?2 order by effectiveFrom desc, version desc", code, on)
                .firstResultOptional();
    }
}
