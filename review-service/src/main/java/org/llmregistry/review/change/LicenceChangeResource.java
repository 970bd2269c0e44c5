package org.llmregistry.review.change;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Cursor;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.kernel.web.Page;

/// What the holders of licences told, for the officers; they may object to what waits for them.
@Path("/licence-changes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "10 After the grant")
public class LicenceChangeResource {

    private final Objecting objecting;
    private final Caller caller;
    private final ObjectMapper json;

    LicenceChangeResource(Objecting objecting, Caller caller, ObjectMapper json) {
        this.objecting = objecting;
        this.caller = caller;
        this.json = json;
    }

    /// Command: the change may not start.
    public record ObjectToChange(
            @Schema(description = "The holder reads them") @NotBlank @Size(max = 20_000)
            String reasons) {
        static final String EXAMPLE = """
                {"reasons": "The page has no way to report harmful answers. Add one and notify again."}""";
    }

    @GET
    @RolesAllowed({"case-officer", "decision-maker", "duty-officer", "review-lead", "auditor"})
    @Operation(
            operationId = "listLicenceChanges",
            summary = "List what the holders of licences told",
            description =
                    "Roles `case-officer`, `decision-maker`, `duty-officer`, `review-lead`, `auditor`. Oldest first. With"
                            + " `objectionFrom`, today, only what an officer may still object to.")
    public Page<LicenceChange.View> list(
            @Parameter(description = "Only of this case") @QueryParam("caseId") @Nullable UUID caseId,
            @Parameter(description = "Only this kind") @QueryParam("kind") LicenceChange.@Nullable Kind kind,
            @Parameter(description = "Only what may be objected to on this day or later, and has not been")
                    @QueryParam("objectionFrom")
                    @Nullable
                    LocalDate objectionFrom,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder where = new StringBuilder("1 = 1");
        if (caseId != null) {
            where.append(" and caseId = :caseId");
            values.put("caseId", caseId);
        }
        if (kind != null) {
            where.append(" and kind = :kind");
            values.put("kind", kind);
        }
        if (objectionFrom != null) {
            where.append(" and objectionUntil >= :objectionFrom and objectedAt is null");
            values.put("objectionFrom", objectionFrom);
        }
        Page.Total total = Page.Total.exactly(LicenceChange.count(where.toString(), values));
        Cursor position = Cursor.boundTo("licence-changes", caseId, kind, objectionFrom);
        position.read(cursor).ifPresent(after -> {
            where.append(" and id > :id");
            values.put("id", UUID.fromString(after.getFirst()));
        });
        return Page.of(
                LicenceChange.<LicenceChange>find(where + " order by id", values)
                        .page(0, limit + 1)
                        .list(),
                limit,
                change -> change.toView(json),
                change -> position.after(change.id()),
                total);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"case-officer", "decision-maker", "duty-officer", "review-lead", "auditor"})
    @Operation(
            operationId = "getLicenceChange",
            summary = "Read what the holder of a licence told",
            description = "Roles `case-officer`, `decision-maker`, `duty-officer`, `review-lead`, `auditor`.")
    public LicenceChange.View get(@PathParam("id") UUID id) {
        return LicenceChange.of(id).toView(json);
    }

    @POST
    @Path("/{id}/objection")
    @RolesAllowed("case-officer")
    @Transactional
    @Idempotent
    @APIResponseSchema(value = LicenceChange.View.class, responseDescription = "The change with the objection")
    @APIResponse(responseCode = "409", description = "It waits for nobody, or its last day has passed")
    @Operation(
            operationId = "objectToChange",
            summary = "Object to a change",
            description =
                    "Role `case-officer` without a conflict of interest, until `objectionUntil`. The holder is told the"
                            + " reasons, never by whom; the change may not start.")
    public LicenceChange.View object(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ObjectToChange.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "no way to report",
                                                            value = ObjectToChange.EXAMPLE)))
                    @Valid
                    @NotNull
                    ObjectToChange command) {
        return objecting.object(id, command.reasons(), caller.id()).toView(json);
    }
}
