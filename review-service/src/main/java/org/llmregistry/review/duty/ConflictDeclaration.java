package org.llmregistry.review.duty;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.Id;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Ids;

/// What a person said of its own interests in a case, or for a year in a developer or its group. A later one on the
/// same thing replaces an earlier one in effect, never on record.
@Entity
@Immutable
class ConflictDeclaration extends PanacheEntityBase {

    @Schema(name = "ConflictNature")
    enum Nature {
        EMPLOYMENT,
        HOLDING,
        FAMILY,
        RESEARCH_MONEY,
        OTHER
    }

    @Schema(name = "ConflictDeclaration", description = "What a person declared of its own interests")
    record View(
            UUID id,
            String person,
            @Nullable UUID caseId,
            @Nullable UUID vendorId,
            @Nullable String company,
            boolean conflict,
            @Nullable Nature nature,
            String statement,
            Instant declaredAt,

            @Schema(description = "Last day on which a yearly one counts") @Nullable
            LocalDate validUntil) {}

    @Id
    private UUID id;

    private String person;
    private @Nullable UUID caseId;
    private @Nullable UUID vendorId;
    private @Nullable String company;

    @SuppressWarnings("UnusedVariable") // read by queries only
    private @Nullable String companyKey;

    private boolean conflict;

    @Enumerated(EnumType.STRING)
    private @Nullable Nature nature;

    private String statement;
    private Instant declaredAt;
    private @Nullable LocalDate validUntil;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ConflictDeclaration() {}

    ConflictDeclaration(DeclareConflict declared, String person, Instant at) {
        this.id = Ids.next();
        this.person = person;
        this.caseId = declared.caseId();
        this.vendorId = declared.vendorId();
        this.company = declared.company();
        this.companyKey = declared.company() == null ? null : folded(declared.company());
        this.conflict = declared.conflict();
        this.nature = declared.nature();
        this.statement = declared.statement();
        this.declaredAt = at;
        this.validUntil = declared.caseId() == null
                ? LocalDate.ofInstant(at, ZoneOffset.UTC).plusYears(1)
                : null;
    }

    View toView() {
        return new View(id, person, caseId, vendorId, company, conflict, nature, statement, declaredAt, validUntil);
    }

    /// Until the transaction ends a person declares or takes a duty, one after the other. The lock of a case comes
    /// first.
    static void takeTurn(String person) {
        getEntityManager()
                .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(?1, 0))")
                .setParameter(1, person)
                .setFlushMode(FlushModeType.COMMIT)
                .getSingleResult();
    }

    /// Whether the newest declaration of a person on the case, its vendor, or a company whose name stands in the
    /// vendor's says conflict and still counts.
    static boolean standsAgainst(String person, UUID caseId, UUID vendorId, String vendorName, LocalDate today) {
        return !getEntityManager()
                .createNativeQuery("""
                        SELECT 1 FROM (
                            SELECT DISTINCT ON (case_id, vendor_id, company_key) conflict, valid_until
                            FROM conflict_declaration
                            WHERE person = :person AND (case_id = :caseId OR vendor_id = :vendorId
                                OR position(company_key in :vendorKey) > 0)
                            ORDER BY case_id, vendor_id, company_key, declared_at DESC, id DESC) AS newest
                        WHERE conflict AND (valid_until IS NULL OR valid_until >= :today)
                        """)
                .setParameter("person", person)
                .setParameter("caseId", caseId)
                .setParameter("vendorId", vendorId)
                .setParameter("vendorKey", folded(vendorName))
                .setParameter("today", today)
                .setFlushMode(FlushModeType.COMMIT)
                .getResultList()
                .isEmpty();
    }

    /// Letters and digits in NFKC and lower case: spaces, brackets and full-width letters hide no group.
    static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static List<ConflictDeclaration> of(String person) {
        return ConflictDeclaration.<ConflictDeclaration>find("person = ?1 order by declaredAt desc, id desc", person)
                .page(0, 200)
                .list();
    }

    static List<ConflictDeclaration> ofCase(UUID caseId) {
        return ConflictDeclaration.<ConflictDeclaration>find("caseId = ?1 order by declaredAt desc, id desc", caseId)
                .page(0, 200)
                .list();
    }
}
