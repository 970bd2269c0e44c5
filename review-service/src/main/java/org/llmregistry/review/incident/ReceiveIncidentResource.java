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

/// Incidents that holders report, handed over by registry-service; idempotent by message id.
@Path("/incidents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("registry-service")
@RunOnVirtualThread
@Tag(name = "For the registry")
public class ReceiveIncidentResource {

    private final Incidents incidents;

    ReceiveIncidentResource(Incidents incidents) {
        this.incidents = incidents;
    }

    /// What the message did.
    public record IncidentReceipt(
            @Schema(description = "DUPLICATE: had its effect before")
            Outcome outcome) {
        @Schema(name = "IncidentReceiptOutcome")
        public enum Outcome {
            RECEIVED,
            DUPLICATE
        }

        static IncidentReceipt of(boolean isNew) {
            return new IncidentReceipt(isNew ? Outcome.RECEIVED : Outcome.DUPLICATE);
        }
    }

    @POST
    @ResponseStatus(202)
    @APIResponseSchema(
            value = IncidentReceipt.class,
            responseCode = "202",
            responseDescription = "What the message did")
    @APIResponse(responseCode = "404", description = "The application has no case")
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "messageId")
    @Operation(
            operationId = "receiveIncident",
            summary = "Hand over an incident",
            description = "Role `registry-service`. An officer acknowledges it then. Idempotent by `messageId`.")
    public IncidentReceipt receive(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReceiveIncident.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "a filter failed",
                                                            value = ReceiveIncident.EXAMPLE)))
                    @Valid
                    @NotNull
                    ReceiveIncident message) {
        return IncidentReceipt.of(incidents.take(message));
    }
}
