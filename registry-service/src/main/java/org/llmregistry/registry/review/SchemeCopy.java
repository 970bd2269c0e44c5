package org.llmregistry.registry.review;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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

    /// The version that applies now: the latest that has begun. A version begins with the day of its authority, whose
    /// time zone is the same in all versions.
    static Optional<Scheme> inForce(String code, Clock clock) {
        return SchemeCopy.<SchemeCopy>find("key.code = ?1 order by key.version", code)
                .firstResultOptional()
                .map(any -> LocalDate.now(clock.withZone(ZoneId.of(any.content.timeZone()))))
                .flatMap(today -> SchemeCopy.<SchemeCopy>find(
                                "key.code = ?1 and effectiveFrom <= ?2 order by effectiveFrom desc, key.version desc",
                                code,
                                today)
                        .<SchemeCopy>firstResultOptional())
                .map(copy -> copy.content);
    }

    static Optional<SchemeCopy> copyOf(String code, int version) {
        return findByIdOptional(new Key(code, version));
    }
}
