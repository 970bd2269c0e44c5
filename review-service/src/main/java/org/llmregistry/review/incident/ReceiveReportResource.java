package org.llmregistry.review.incident;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.llmregistry.kernel.web.ContractConventions;
import org.llmregistry.review.incident.ReceiveIncidentResource.IncidentReceipt;

/// What the holder adds to its report of an incident, handed over by registry-service; idempotent by message id.
@Path("/incident-reports")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("registry-service")
@RunOnVirtualThread
@Tag(name = "For the registry")
public class ReceiveReportResource {

    private final Incidents incidents;

    ReceiveReportResource(Incidents incidents) {
        this.incidents = incidents;
    }

    @POST
    @ResponseStatus(202)
    @APIResponseSchema(
            value = IncidentReceipt.class,
            responseCode = "202",
            responseDescription = "What the message did")
    @APIResponse(responseCode = "404", description = "There is no such incident")
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "messageId")
    @Operation(
            operationId = "receiveIncidentReport",
            summary = "Hand over what the holder adds to its report of an incident",
            description = "Role `registry-service`. Idempotent by `messageId`.")
    public IncidentReceipt followUp(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReceiveIncident.FollowUp.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "the cause",
                                                            value = ReceiveIncident.FollowUp.EXAMPLE)))
                    @Valid
                    @NotNull
                    ReceiveIncident.FollowUp message) {
        return IncidentReceipt.of(incidents.take(message));
    }
}
