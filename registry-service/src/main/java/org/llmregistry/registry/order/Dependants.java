package org.llmregistry.registry.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.licence.Licence;
import org.llmregistry.registry.licence.LicenceStatus;
import org.llmregistry.registry.licence.Licences;
import org.llmregistry.registry.lineage.Resting;

/// Who would be reached by an order on a licence: all that rests on its model ([Resting]), directly or over several.
@ApplicationScoped
class Dependants {

    private static final int MOST = 1000;

    private static final String VERSIONS = """
            , derived AS (
                SELECT v.id, m.name, v.label, v.relation, m.vendor_id, o.legal_name
                FROM model_version v JOIN model m ON m.id = v.model_id JOIN vendor o ON o.id = m.vendor_id
                WHERE v.id IN (SELECT b.version_id FROM version_base b JOIN reached ON reached.entry_id = b.base_id)
                  AND v.id <> :version)
            """;

    private static final String LICENCES = """
            , resting_licence AS (
                SELECT l.number, l.track, l.model_name, l.holder, p.status
                FROM entry_licence l JOIN licence_period p ON p.number = l.number AND p.to_on IS NULL
                WHERE l.entry_id IN (SELECT entry_id FROM reached) AND l.entry_id <> :entry AND EXISTS (
                    SELECT FROM licence_resting r WHERE r.number = l.number AND r.base_id IN (SELECT entry_id FROM reached)))
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

    @Transactional
    Reach of(UUID applicationId) {
        database.createNativeQuery(Resting.BY_INDEX).getSingleResult();
        Licence licence = Licences.ofApplication(applicationId)
                .orElseThrow(() -> Refusal.notFound("A licence of application " + applicationId));
        Tuple entered = (Tuple) database.createNativeQuery(
                        "SELECT entry_id, holder FROM entry_licence WHERE number = :number", Tuple.class)
                .setParameter("number", licence.number())
                .getSingleResult();
        Map<String, Object> about = new HashMap<>();
        about.put("entry", entered.get(0));
        about.put("version", licence.versionId());
        about.put("number", licence.number());
        return new Reach(
                licence.number(),
                licence.status(),
                entered.get(1, String.class),
                part(
                        about,
                        Resting.REACHED + VERSIONS
                                + "SELECT id, name, label, relation, legal_name, count(*) OVER () FROM derived ORDER BY id",
                        row -> new DerivedModel(
                                (UUID) row[0], (String) row[1], (String) row[2], (String) row[3], (String) row[4])),
                part(
                        about,
                        Resting.REACHED + LICENCES + """
                                SELECT number, track, model_name, holder, status, count(*) OVER ()
                                FROM resting_licence ORDER BY number""",
                        row -> new DependentLicence(
                                (String) row[0], (String) row[1], (String) row[2], (String) row[3], (String) row[4])),
                part(
                        about,
                        Resting.REACHED + VERSIONS + LICENCES + """
                                , told AS (
                                    SELECT vendor_id, legal_name FROM derived
                                  UNION
                                    SELECT o.id, o.legal_name FROM licence l JOIN vendor o ON o.id = l.vendor_id
                                    WHERE l.number = :number OR l.number IN (SELECT number FROM resting_licence))
                                SELECT vendor_id, legal_name, count(*) OVER () FROM told ORDER BY legal_name, vendor_id""",
                        row -> new Subscriber((UUID) row[0], (String) row[1])));
    }

    private <T> Part<T> part(Map<String, Object> about, String sql, Function<@Nullable Object[], T> toItem) {
        Query query = database.createNativeQuery(sql).setMaxResults(MOST);
        about.forEach((name, value) -> {
            if (sql.contains(":" + name)) {
                query.setParameter(name, value);
            }
        });
        @SuppressWarnings("unchecked")
        List<Object[]> rows = query.getResultList();
        long count = rows.isEmpty() ? 0 : ((Number) rows.getFirst()[rows.getFirst().length - 1]).longValue();
        return new Part<>(count, rows.stream().map(toItem).toList());
    }
}
