package org.llmregistry.registry.incident;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.registry.licence.Licences;

/// Serious incidents with a licensed model, for its holder and nobody else here.
@Path("/licences/{number}/incidents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("vendor")
@RunOnVirtualThread
@Tag(name = "5 Licences")
public class IncidentResource {

    private final Reporting reporting;
    private final Caller caller;

    IncidentResource(Reporting reporting, Caller caller) {
        this.reporting = reporting;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(201)
    @APIResponseSchema(value = Incident.View.class, responseCode = "201", responseDescription = "The reported incident")
    @APIResponse(responseCode = "422", description = "A document has not been uploaded")
    @Operation(
            operationId = "reportIncident",
            summary = "Report a serious incident",
            description =
                    "Role `vendor`, on a licence of your own, also after its end. Within the days of the scheme after you knew of it;"
                            + " a later report is taken and marked `late`. The office reads it; it is not public.")
    public Incident.View report(
            @PathParam("number") @Size(max = 300) String number,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReportIncident.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "a filter failed",
                                                            value = ReportIncident.EXAMPLE)))
                    @Valid
                    @NotNull
                    ReportIncident command) {
        return reporting.report(number, command);
    }

    @POST
    @Path("/{incident}/follow-ups")
    @ResponseStatus(201)
    @APIResponseSchema(
            value = Incident.View.class,
            responseCode = "201",
            responseDescription = "The incident with everything that was added")
    @APIResponse(responseCode = "422", description = "A document has not been uploaded")
    @Operation(
            operationId = "followUpIncident",
            summary = "Add to the report of an incident",
            description = "Role `vendor`, on a licence of your own. What was reported before stays.")
    public Incident.View followUp(
            @PathParam("number") @Size(max = 300) String number,
            @PathParam("incident") int incident,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReportIncident.FollowUp.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "the cause",
                                                            value = ReportIncident.FollowUp.EXAMPLE)))
                    @Valid
                    @NotNull
                    ReportIncident.FollowUp command) {
        return reporting.followUp(number, incident, command);
    }

    @GET
    @Operation(
            operationId = "listOwnIncidents",
            summary = "List the incidents of a licence",
            description = "Role `vendor`, your own only. Oldest first.")
    public List<Incident.View> list(@PathParam("number") @Size(max = 300) String number) {
        return Incident.of(Licences.requireOf(caller.requireVendor(), number).id()).stream()
                .map(Incident::toView)
                .toList();
    }

    @GET
    @Path("/{incident}")
    @Operation(
            operationId = "getOwnIncident",
            summary = "Read an incident",
            description = "Role `vendor`, your own only.")
    public Incident.View get(@PathParam("number") @Size(max = 300) String number, @PathParam("incident") int incident) {
        return Incident.require(
                        Licences.requireOf(caller.requireVendor(), number).id(), incident)
                .toView();
    }
}
