package org.llmregistry.registry.lineage;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Walks over the view `resting`, the one definition of who rests on whom. Each walk meets an entry once, so that a
/// diamond is counted once and a circle, should there be one, ends.
public final class Resting {

    /// Entries of the register that rest on `:entry`, through any depth; itself is one of them.
    public static final String REACHED = """
            WITH RECURSIVE reached (entry_id) AS (
                SELECT CAST(:entry AS uuid)
              UNION
                SELECT next.entry_id FROM reached CROSS JOIN LATERAL
                  (SELECT r.entry_id FROM resting r WHERE r.base_id = reached.entry_id OFFSET 0) next)
            """;

    /// For the transaction of a walk, which goes from row to row by index. One base with most of the register under it
    /// makes the planner believe that every model has as many, and read whole tables for each of them.
    public static final String BY_INDEX = """
            SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
              set_config('enable_mergejoin', 'off', true)""";

    private static final String BASES_OF_LICENCE = """
            SELECT r.relation, r.base_id, e.name, base.number, p.status,
              CASE WHEN p.standing = 'IN_FORCE' AND inherits_suspension(base.number, :today) THEN 'SUSPENDED' ELSE p.status END
            FROM licence_resting r JOIN register_entry e ON e.id = r.base_id
              CROSS JOIN LATERAL (SELECT coalesce(r.base_number, licence_of_model(r.base_id)) AS number) base
              LEFT JOIN licence_period p ON p.number = base.number AND p.to_on IS NULL
            WHERE r.number = :number ORDER BY e.name, r.relation
            """;

    private Resting() {}

    /// One thing that a licence rests on directly.
    @Schema(
            name = "RestsOn",
            description = "A model that the licensed version was made from, or a licence that it names")
    public record Base(
            @Schema(description = "How: USES is a registration on a licence", examples = "FINE_TUNED")
            String relation,

            @Schema(description = "Id of its entry in the register")
            UUID entryId,

            String name,

            @Schema(description = "The licence that counts; absent: the model has none") @Nullable
            String licenceNumber,

            @Schema(description = "Its own status", examples = "ACTIVE") @Nullable
            String status,

            @Schema(description = "The worst of its own status and of what it inherits", examples = "ACTIVE") @Nullable
            String effectiveStatus) {}

    public static List<Base> basesOf(String number, LocalDate today) {
        @SuppressWarnings("unchecked") // rows of a native query
        List<Tuple> rows = Panache.getEntityManager()
                .createNativeQuery(BASES_OF_LICENCE, Tuple.class)
                .setParameter("number", number)
                .setParameter("today", today)
                .getResultList();
        return rows.stream()
                .map(row -> new Base(
                        row.get(0, String.class),
                        row.get(1, UUID.class),
                        row.get(2, String.class),
                        row.get(3, String.class),
                        row.get(4, String.class),
                        row.get(5, String.class)))
                .toList();
    }
}
