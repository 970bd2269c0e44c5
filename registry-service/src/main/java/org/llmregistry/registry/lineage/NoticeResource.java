package org.llmregistry.registry.lineage;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Cursor;
import org.llmregistry.kernel.web.Page;

/// What the holders of licences are told about what they rest on.
@Path("/licence-notices")
@Tag(name = "5 Licences")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("vendor")
@RunOnVirtualThread
public class NoticeResource {

    private static final UUID NEWEST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final EntityManager database;
    private final Caller caller;

    NoticeResource(EntityManager database, Caller caller) {
        this.database = database;
        this.caller = caller;
    }

    @Schema(name = "NoticeKind", description = "BASE_RESTORED: the licence no longer inherits anything from that base")
    public enum Kind {
        BASE_WITHDRAWN,
        BASE_RESTORED
    }

    @Schema(name = "LicenceNotice", description = "What you are told about one of your licences; it never changes")
    public record Notice(
            UUID id,
            Instant at,
            Kind kind,

            @Schema(description = "Your licence", examples = "DEMO-2026-000002-5")
            String licenceNumber,

            @Schema(description = "What it rests on, directly or through others", examples = "DEMO-2026-000001-7")
            String baseLicenceNumber,

            @Schema(examples = "SUSPENDED") String baseStatus,

            @Schema(description = "What your scheme makes of it; absent when restored")
            Inheritance.@Nullable Effect effect,

            @Schema(description = "First day on which your licence is suspended by it; absent: it is not") @Nullable
            LocalDate suspendedFrom) {}

    @GET
    @Operation(
            operationId = "listLicenceNotices",
            summary = "Read what changed at the models and licences that yours rest on",
            description =
                    "Role `vendor`, your own only. Newest first: look at the first page now and then, and stop at an id"
                            + " that you know. They are written in the background, seconds after the change.")
    public Page<Notice> list(
            @Parameter(description = "Of this licence only") @QueryParam("licenceNumber") @Size(max = 300) @Nullable
                    String licenceNumber,
            @QueryParam("limit") @DefaultValue("" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Size(max = 500) @Nullable String cursor) {
        UUID vendor = caller.requireVendor();
        Cursor position = Cursor.boundTo("notices", vendor, licenceNumber);
        UUID before = position.read(cursor)
                .map(keys -> UUID.fromString(keys.getFirst()))
                .orElse(NEWEST);
        @SuppressWarnings("unchecked") // rows of a native query
        List<Tuple> rows = database.createNativeQuery("""
                        SELECT id, at, kind, number, base_number, base_status, effect, suspends_on FROM licence_notice
                        WHERE vendor_id = :vendor AND id < :before AND (CAST(:number AS text) IS NULL OR number = CAST(:number AS text))
                        ORDER BY id DESC""", Tuple.class)
                .setParameter("vendor", vendor)
                .setParameter("before", before)
                .setParameter("number", licenceNumber)
                .setMaxResults(limit + 1)
                .getResultList();
        long count = (Long) database.createNativeQuery(
                        "SELECT count(*) FROM licence_notice WHERE vendor_id = :vendor AND (CAST(:number AS text) IS NULL OR number = CAST(:number AS text))",
                        Long.class)
                .setParameter("vendor", vendor)
                .setParameter("number", licenceNumber)
                .getSingleResult();
        return Page.of(
                rows,
                limit,
                NoticeResource::of,
                row -> position.after(row.get(0, UUID.class)),
                Page.Total.exactly(count));
    }

    private static Notice of(Tuple row) {
        String effect = row.get("effect", String.class);
        return new Notice(
                row.get("id", UUID.class),
                row.get("at", Instant.class),
                Kind.valueOf(row.get("kind", String.class)),
                row.get("number", String.class),
                row.get("base_number", String.class),
                row.get("base_status", String.class),
                effect == null ? null : Inheritance.Effect.valueOf(effect),
                row.get("suspends_on", LocalDate.class));
    }
}
