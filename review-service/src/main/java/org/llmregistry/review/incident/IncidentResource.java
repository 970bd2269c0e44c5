package org.llmregistry.review.incident;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Cursor;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.kernel.web.Page;

/// The inbox of incidents, for the officers.
@Path("/incidents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "10 After the grant")
public class IncidentResource {

    private final Incidents incidents;
    private final Caller caller;

    IncidentResource(Incidents incidents, Caller caller) {
        this.incidents = incidents;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({"case-officer", "decision-maker", "duty-officer", "review-lead", "auditor"})
    @Operation(
            operationId = "listIncidents",
            summary = "List the incidents that holders reported",
            description =
                    "Roles `case-officer`, `decision-maker`, `duty-officer`, `review-lead`, `auditor`. Oldest first. An"
                            + " incident may call for an urgent suspension: POST /orders/urgent-suspensions.")
    public Page<Incident.View> list(
            @Parameter(description = "Only of this case") @QueryParam("caseId") @Nullable UUID caseId,
            @Parameter(description = "Only what an officer has, or has not, acknowledged")
                    @QueryParam("acknowledged")
                    @Nullable
                    Boolean acknowledged,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder where = new StringBuilder("1 = 1");
        if (caseId != null) {
            where.append(" and caseId = :caseId");
            values.put("caseId", caseId);
        }
        if (acknowledged != null) {
            where.append(acknowledged ? " and acknowledgedAt is not null" : " and acknowledgedAt is null");
        }
        Page.Total total = Page.Total.exactly(Incident.count(where.toString(), values));
        Cursor position = Cursor.boundTo("incidents", caseId, acknowledged);
        position.read(cursor).ifPresent(after -> {
            where.append(" and id > :id");
            values.put("id", UUID.fromString(after.getFirst()));
        });
        return Page.of(
                Incident.<Incident>find(where + " order by id", values)
                        .page(0, limit + 1)
                        .list(),
                limit,
                Incident::toView,
                incident -> position.after(incident.id()),
                total);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"case-officer", "decision-maker", "duty-officer", "review-lead", "auditor"})
    @Operation(
            operationId = "getIncident",
            summary = "Read an incident",
            description =
                    "Roles `case-officer`, `decision-maker`, `duty-officer`, `review-lead`, `auditor`. With what the holder"
                            + " added.")
    public Incident.View get(@PathParam("id") UUID id) {
        return Incident.of(id).toView();
    }

    @POST
    @Path("/{id}/acknowledgement")
    @RolesAllowed({"case-officer", "duty-officer"})
    @Transactional
    @Idempotent
    @APIResponseSchema(value = Incident.View.class, responseDescription = "The incident")
    @APIResponse(responseCode = "409", description = "Somebody acknowledged it before")
    @Operation(
            operationId = "acknowledgeIncident",
            summary = "Acknowledge an incident",
            description =
                    "Roles `case-officer`, `duty-officer`: once. Who reads it takes it off the list of the others.")
    public Incident.View acknowledge(@PathParam("id") UUID id) {
        return incidents.acknowledge(id, caller.id()).toView();
    }
}
