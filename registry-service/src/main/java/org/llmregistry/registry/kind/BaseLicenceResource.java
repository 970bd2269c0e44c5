package org.llmregistry.registry.kind;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What an application rests on: asked by review-service before it grants.
@Path("/applications/{id}/base-licences")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("review-service")
@RunOnVirtualThread
@Tag(name = "For the review service")
public class BaseLicenceResource {

    private final EntityManager database;
    private final Clock clock;

    BaseLicenceResource(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What the application rests on, as it stands today.
    public record BaseLicence(
            @Schema(description = "Name of the model") String model,

            @Schema(description = "Absent: it has none", examples = "DEMO-2026-000001-7") @Nullable
            String number,

            @Schema(description = "Of the licence; UNLICENSED: there is none", examples = "ACTIVE")
            String status,

            @Schema(
                    description =
                            "Neither suspended, itself or by what it rests on, nor ended, and not past its last day")
            boolean inForce) {}

    @GET
    @Operation(
            operationId = "listBaseLicences",
            summary = "Read what an application rests on",
            description =
                    "Role `review-service`. The licence that a registration names, or that the varied licence rests on; and the base"
                            + " models, each with the best of its licences. Empty: a model from scratch.")
    public List<BaseLicence> list(@PathParam("id") UUID id) {
        @SuppressWarnings("unchecked") // rows of a native query
        List<Tuple> rows = database.createNativeQuery("""
                        WITH asked AS (
                            SELECT v.id AS version_id, v.other_base_model_names || v.base_model_name AS names,
                              coalesce(a.base_licence_number, varied.rests_on) AS rests_on
                            FROM application a JOIN model_version v ON v.id = a.model_version_id
                              LEFT JOIN licence varied ON varied.number = a.licence_number
                            WHERE a.id = :id),
                        base AS (
                            SELECT named.number AS key, named.model_name AS model, named.number
                            FROM asked JOIN licence named ON named.number = asked.rests_on
                            UNION ALL
                            SELECT CAST(e.id AS text), e.name, entered.number
                            FROM asked JOIN version_base b USING (version_id) JOIN register_entry e ON e.id = b.base_id
                              LEFT JOIN entry_licence entered ON entered.entry_id = e.id
                            UNION ALL
                            SELECT name, name, NULL
                            FROM asked CROSS JOIN unnest(names) AS name WHERE name IS NOT NULL AND rests_on IS NULL)
                        SELECT DISTINCT ON (key) base.model, l.number, coalesce(l.status, 'UNLICENSED') AS status,
                               coalesce(l.status IN ('ACTIVE', 'RESTRICTED')
                                        AND (l.valid_to IS NULL OR l.valid_to >= :today OR l.renewal_pending)
                                        AND NOT inherits_suspension(l.number, :today), false) AS in_force
                        FROM base LEFT JOIN licence l USING (number) ORDER BY key, in_force DESC, l.decided_on DESC NULLS LAST
                        """, Tuple.class)
                .setParameter("id", id)
                .setParameter("today", LocalDate.now(clock))
                .getResultList();
        return rows.stream().map(BaseLicenceResource::of).toList();
    }

    private static BaseLicence of(Tuple row) {
        return new BaseLicence(
                row.get("model", String.class),
                row.get("number", String.class),
                row.get("status", String.class),
                row.get("in_force", Boolean.class));
    }
}
