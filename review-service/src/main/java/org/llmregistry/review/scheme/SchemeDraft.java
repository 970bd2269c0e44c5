package org.llmregistry.review.scheme;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.kernel.web.Versioned;
import org.llmregistry.review.ReviewProblem;

/// A version of a scheme on its way: one person drafts it, another publishes it.
@Entity
class SchemeDraft extends PanacheEntityBase {

    /// @param publishedBy who published it; absent: it waits
    record View(
            UUID id,
            String code,
            int schemeVersion,
            LocalDate effectiveFrom,
            String draftedBy,
            Instant draftedAt,
            @Nullable String publishedBy,
            @Nullable Instant publishedAt,
            long version)
            implements Versioned {}

    @Id
    private UUID id;

    private String code;
    private int schemeVersion;
    private LocalDate effectiveFrom;
    private String content;
    private String draftedBy;
    private Instant draftedAt;
    private @Nullable String publishedBy;
    private @Nullable Instant publishedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected SchemeDraft() {}

    SchemeDraft(Scheme scheme, String content, String draftedBy, Instant at) {
        this.id = Ids.next();
        this.code = scheme.code();
        this.schemeVersion = scheme.version();
        this.effectiveFrom = scheme.effectiveFrom();
        this.content = content;
        this.draftedBy = draftedBy;
        this.draftedAt = at;
    }

    /// Persons are compared, not roles; the database says the same in `scheme_draft_four_eyes`.
    void publish(String person, Instant at) {
        if (person.equals(draftedBy)) {
            throw Refusal.of(ReviewProblem.DUTIES_NOT_SEPARATED, "Who drafted a scheme may not publish it.");
        }
        if (publishedBy != null) {
            throw Refusal.of(ReviewProblem.SCHEME_PUBLISHED, "This draft has been published.");
        }
        publishedBy = person;
        publishedAt = at;
    }

    String content() {
        return content;
    }

    View toView() {
        return new View(
                id, code, schemeVersion, effectiveFrom, draftedBy, draftedAt, publishedBy, publishedAt, version);
    }

    static SchemeDraft locked(UUID id) {
        return SchemeDraft.<SchemeDraft>findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> Refusal.notFound("Draft " + id));
    }

    static SchemeDraft of(UUID id) {
        return SchemeDraft.<SchemeDraft>findByIdOptional(id).orElseThrow(() -> Refusal.notFound("Draft " + id));
    }

    /// Newest first.
    static List<SchemeDraft> newest() {
        return find("order by draftedAt desc, id desc").page(0, 200).list();
    }
}
