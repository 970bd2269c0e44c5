package org.llmregistry.registry.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.licence.Licence;
import org.llmregistry.registry.licence.LicenceStatus;
import org.llmregistry.registry.licence.Licences;

/// Who rests on a licence: through lineage, directly or over several models.
@ApplicationScoped
class Dependants {

    private static final int MOST = 1000;

    /// Entries of the register that rest on one of them: by their base, or by a registration that names a licence.
    /// Each is counted once, so that a diamond or a circle ends.
    private static final String REACHED = """
            WITH RECURSIVE reached (entry_id) AS (
                SELECT entry_id FROM entry_licence WHERE number = :number
              UNION
                SELECT next.id FROM reached CROSS JOIN LATERAL (
                    SELECT e.id FROM register_entry e WHERE e.base_entries @> ARRAY[reached.entry_id]
                  UNION
                    SELECT e.id FROM model_version v JOIN register_entry e ON e.model_id = v.model_id
                    WHERE v.base_model_id = reached.entry_id
                  UNION
                    SELECT resting.entry_id FROM entry_licence named JOIN licence l ON l.rests_on = named.number
                      JOIN entry_licence resting ON resting.number = l.number
                    WHERE named.entry_id = reached.entry_id) AS next)
            """;

    private static final String VERSIONS = """
            , derived AS (
                SELECT v.id, m.name, v.label, v.relation, m.vendor_id, o.legal_name
                FROM model_version v JOIN model m ON m.id = v.model_id JOIN vendor o ON o.id = m.vendor_id
                WHERE v.base_model_id IN (SELECT entry_id FROM reached) AND v.id <> :version)
            """;

    /// What rests on the licence, itself left out. Its holder is a subscriber too.
    @Schema(name = "Reach", description = "Whom an order on a licence reaches")
    record Reach(
            @Schema(examples = "DEMO-2026-000001-7") String licenceNumber,
            LicenceStatus status,
            String holder,

            @Schema(description = "Versions made from the model, by id of the version")
            Part<DerivedModel> derivedModels,

            @Schema(description = "Licences and registrations of the models and products that rest on it, by number")
            Part<DependentLicence> licences,

            @Schema(description = "Vendors who are told, by name; the holder among them")
            Part<Subscriber> subscribers) {}

    /// @param count of all; `items` are at most 1,000
    @Schema(name = "ReachPart", description = "At most 1,000 items, and the count of all")
    record Part<T>(long count, List<T> items) {}

    @Schema(name = "DerivedModel")
    record DerivedModel(
            UUID versionId,
            String modelName,
            String versionLabel,

            @Schema(examples = "FINE_TUNED") String relation,
            String vendorName) {}

    @Schema(name = "DependentLicence")
    record DependentLicence(
            String number,
            String track,
            String modelName,
            String holder,

            @Schema(examples = "ACTIVE") String status) {}

    @Schema(name = "Subscriber")
    record Subscriber(UUID vendorId, String legalName) {}

    private final EntityManager database;

    Dependants(EntityManager database) {
        this.database = database;
    }

    Reach of(UUID applicationId) {
        Licence licence = Licences.ofApplication(applicationId)
                .orElseThrow(() -> Refusal.notFound("A licence of application " + applicationId));
        return new Reach(
                licence.number(),
                licence.status(),
                licence.toView().holder(),
                part(
                        licence,
                        REACHED + VERSIONS
                                + "SELECT id, name, label, relation, legal_name, count(*) OVER () FROM derived ORDER BY id",
                        row -> new DerivedModel(
                                (UUID) row[0], (String) row[1], (String) row[2], (String) row[3], (String) row[4])),
                part(
                        licence,
                        REACHED + """
                                SELECT l.number, l.track, l.model_name, l.holder, p.status, count(*) OVER ()
                                FROM entry_licence l JOIN licence_period p ON p.number = l.number AND p.to_on IS NULL
                                WHERE l.entry_id IN (SELECT entry_id FROM reached)
                                  AND l.entry_id <> (SELECT entry_id FROM entry_licence WHERE number = :number)
                                ORDER BY l.number""",
                        row -> new DependentLicence(
                                (String) row[0], (String) row[1], (String) row[2], (String) row[3], (String) row[4])),
                part(licence, REACHED + VERSIONS + """
                                , told AS (
                                    SELECT vendor_id, legal_name FROM derived
                                  UNION
                                    SELECT o.id, o.legal_name FROM entry_licence el JOIN licence l ON l.number = el.number
                                      JOIN vendor o ON o.id = l.vendor_id
                                    WHERE el.entry_id IN (SELECT entry_id FROM reached))
                                SELECT vendor_id, legal_name, count(*) OVER () FROM told ORDER BY legal_name, vendor_id""", row -> new Subscriber((UUID) row[0], (String) row[1])));
    }

    private <T> Part<T> part(Licence licence, String sql, Function<@Nullable Object[], T> toItem) {
        Query query = database.createNativeQuery(sql)
                .setParameter("number", licence.number())
                .setMaxResults(MOST);
        if (sql.contains(":version")) {
            query.setParameter("version", licence.versionId());
        }
        @SuppressWarnings("unchecked")
        List<Object[]> rows = query.getResultList();
        long count = rows.isEmpty() ? 0 : ((Number) rows.getFirst()[rows.getFirst().length - 1]).longValue();
        return new Part<>(count, rows.stream().map(toItem).toList());
    }
}
