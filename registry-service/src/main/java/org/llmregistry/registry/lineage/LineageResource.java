package org.llmregistry.registry.lineage;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.lineage.LineageView.Edge;
import org.llmregistry.registry.lineage.LineageView.Link;
import org.llmregistry.registry.lineage.LineageView.Relative;
import org.llmregistry.registry.lineage.LineageView.Side;

/// The lineage of an entry over HTTP. Nobody needs permission to look.
@Path("/register/{id}/lineage")
@Tag(name = "6 Register")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LineageResource {

    private static final int DEEPEST = 100;
    private static final int MOST = 500;
    private static final int MOST_EDGES = 5_000; // of one step
    private static final Set<String> USES = Set.of("USES", "API_CALL");

    /// One step in one direction, in the order of ids: the same answer each time. Links from published lists are
    /// public; what a version or a licence says of its base is, when a licence has it whose scheme shows the base.
    private static final String STEP = """
            WITH hiding AS MATERIALIZED (SELECT code, version FROM scheme_hiding_base)
            SELECT near.id AS near, r.%2$s AS far, r.relation FROM unnest(CAST(:frontier AS uuid[])) AS near (id)
              CROSS JOIN LATERAL (SELECT DISTINCT %2$s, relation FROM resting WHERE %1$s = near.id
                AND (number IS NULL AND version_id IS NULL
                  OR EXISTS (SELECT FROM licence l WHERE (l.number = resting.number OR l.version_id = resting.version_id)
                    AND NOT EXISTS (SELECT FROM hiding h WHERE h.code = l.scheme_code AND h.version = l.scheme_version)))
                ORDER BY 1, 2 LIMIT :most) r
            ORDER BY far, near, relation LIMIT :edges
            """;

    private static final String MODELS = """
            SELECT e.id, e.name, e.developer, p.number, p.status,
              CASE WHEN p.standing = 'IN_FORCE' AND inherits_suspension(p.number, :today) THEN 'SUSPENDED' ELSE p.status END AS effective
            FROM register_entry e LEFT JOIN licence_period p ON p.number = licence_of_model(e.id) AND p.to_on IS NULL
            WHERE e.id IN :ids
            """;

    private final EntityManager database;
    private final Clock clock;

    LineageResource(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(
            operationId = "getLineage",
            summary = "Read what a model rests on and what rests on it",
            description =
                    "DERIVED_FROM: made from it; USES: a product that calls it. As it stands today. Each way at most"
                            + " 100 steps and 500 models, nearest first; `complete` says when there are more. All models that were"
                            + " made from one directly are listed by GET /register?baseModel={id}, page by page. Public; without what"
                            + " the scheme of a licence keeps from the public.")
    public RestResponse<LineageView> get(
            @PathParam("id") UUID id,
            @Parameter(description = "How many steps to walk each way")
                    @QueryParam("depth")
                    @DefaultValue("" + DEEPEST)
                    @Min(1)
                    @Max(DEEPEST)
                    int depth) {
        database.createNativeQuery(Resting.BY_INDEX).getSingleResult();
        Tuple entry = models(List.of(id)).get(id);
        if (entry == null) {
            throw Refusal.notFound("The register entry");
        }
        return RestResponse.ResponseBuilder.ok(new LineageView(
                        id,
                        entry.get("name", String.class),
                        walk(id, depth, STEP.formatted("entry_id", "base_id")),
                        walk(id, depth, STEP.formatted("base_id", "entry_id"))))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=60")
                .build();
    }

    private record Found(UUID id, int depth, List<Edge> edges) {}

    private Side walk(UUID start, int depth, String step) {
        Map<UUID, Found> found = new LinkedHashMap<>();
        found.put(start, new Found(start, 0, List.of()));
        Set<UUID> frontier = Set.of(start);
        boolean complete = true;
        for (int distance = 1; !frontier.isEmpty(); distance++) {
            Set<UUID> next = new LinkedHashSet<>();
            List<Tuple> rows = step(step, frontier);
            complete &= rows.size() <= MOST_EDGES;
            for (Tuple row : rows) {
                UUID far = row.get("far", UUID.class);
                Found known = found.get(far);
                if (known == null && (distance > depth || found.size() > MOST)) {
                    complete = false;
                } else if (known == null) {
                    found.put(far, new Found(far, distance, new ArrayList<>(List.of(edge(row)))));
                    next.add(far);
                } else if (known.depth() == distance) {
                    known.edges().add(edge(row));
                }
            }
            frontier = next;
        }
        found.remove(start);
        Map<UUID, Tuple> models = models(found.keySet());
        return new Side(
                found.values().stream()
                        .map(each -> relative(Objects.requireNonNull(models.get(each.id())), each))
                        .toList(),
                complete);
    }

    private List<Tuple> step(String step, Collection<UUID> frontier) {
        @SuppressWarnings("unchecked") // rows of a native query
        List<Tuple> rows = database.createNativeQuery(step, Tuple.class)
                .setParameter("frontier", frontier.toArray(UUID[]::new))
                .setParameter("most", MOST + 1)
                .setParameter("edges", MOST_EDGES + 1)
                .getResultList();
        return rows;
    }

    private Map<UUID, Tuple> models(Collection<UUID> ids) {
        Map<UUID, Tuple> models = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            @SuppressWarnings("unchecked") // rows of a native query
            List<Tuple> rows = database.createNativeQuery(MODELS, Tuple.class)
                    .setParameter("ids", ids)
                    .setParameter("today", LocalDate.now(clock))
                    .getResultList();
            rows.forEach(row -> models.put(row.get("id", UUID.class), row));
        }
        return models;
    }

    private static Edge edge(Tuple row) {
        String relation = row.get("relation", String.class);
        return new Edge(row.get("near", UUID.class), USES.contains(relation) ? Link.USES : Link.DERIVED_FROM, relation);
    }

    private static Relative relative(Tuple model, Found found) {
        return new Relative(
                model.get("id", UUID.class),
                model.get("name", String.class),
                model.get("developer", String.class),
                found.depth(),
                found.edges(),
                model.get("number", String.class),
                model.get("status", String.class),
                model.get("effective", String.class));
    }
}
