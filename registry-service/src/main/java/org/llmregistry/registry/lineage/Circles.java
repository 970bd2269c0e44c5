package org.llmregistry.registry.lineage;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.llmregistry.registry.scope.OfficeEyes;

/// Nothing rests on itself. Who adds a row to the lineage asks here in the transaction that adds it; one asks at a
/// time, so that of two transactions that would close a circle together the second one sees the first.
public final class Circles {

    /// Held until the transaction ends.
    private static final String ONE_AT_A_TIME = "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('lineage', 0))";

    /// Applications count from the draft on, so that no decision can close a circle.
    private static final String ABOVE = """
            WITH RECURSIVE above (entry_id) AS (
                %s
              UNION
                SELECT next.base_id FROM above CROSS JOIN LATERAL (
                    SELECT r.base_id FROM resting r WHERE r.entry_id = above.entry_id
                  UNION ALL
                    SELECT base.entry_id FROM register_entry e JOIN model_version v ON v.model_id = e.model_id
                      JOIN open_application a ON a.model_version_id = v.id JOIN entry_licence base ON base.number = a.base_licence_number
                    WHERE e.id = above.entry_id) next)
            SELECT EXISTS (SELECT FROM above JOIN register_entry e ON e.id = above.entry_id WHERE %s)
            """;

    private static final String OF_MODEL = """
            SELECT b.base_id FROM version_base b JOIN model_version v ON v.id = b.version_id WHERE v.model_id = :model
              UNION
                SELECT base.entry_id FROM application a JOIN model_version v ON v.id = a.model_version_id
                  JOIN entry_licence base ON base.number = a.base_licence_number
                WHERE v.model_id = :model""";

    private Circles() {}

    /// Whether a model would rest on itself when it rested on these entries.
    public static boolean wouldClose(UUID modelId, Collection<UUID> bases) {
        return !bases.isEmpty()
                && ask(
                        ABOVE.formatted("SELECT id FROM register_entry WHERE id IN :bases", "e.model_id = :model"),
                        query -> query.setParameter("bases", bases).setParameter("model", modelId));
    }

    /// Whether a model would rest on itself when it called what that licence licenses.
    public static boolean wouldClose(UUID modelId, String baseNumber) {
        return ask(
                ABOVE.formatted("SELECT entry_id FROM entry_licence WHERE number = :number", "e.model_id = :model"),
                query -> query.setParameter("number", baseNumber).setParameter("model", modelId));
    }

    /// Whether an entry would rest on itself when it rested on another.
    public static boolean wouldLink(UUID entryId, UUID baseId) {
        return ask(
                ABOVE.formatted("SELECT id FROM register_entry WHERE id = :base", "e.id = :entry"),
                query -> query.setParameter("base", baseId).setParameter("entry", entryId));
    }

    /// Whether an entry would rest on itself when it turned out to be that model.
    public static boolean wouldJoin(UUID entryId, UUID modelId) {
        return ask(
                ABOVE.formatted(OF_MODEL, "e.id = :entry"),
                query -> query.setParameter("model", modelId).setParameter("entry", entryId));
    }

    private static boolean ask(String sql, UnaryOperator<Query> parameters) {
        List<?> held =
                Panache.getEntityManager().createNativeQuery(ONE_AT_A_TIME).getResultList();
        return held.size() == 1
                && OfficeEyes.ask(() -> (Boolean) parameters
                        .apply(Panache.getEntityManager().createNativeQuery(sql))
                        .getSingleResult());
    }
}
