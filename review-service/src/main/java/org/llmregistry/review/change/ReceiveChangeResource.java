package org.llmregistry.review.change;

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

/// What the holder of a licence tells, handed over by registry-service; idempotent by message id.
@Path("/licence-changes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("registry-service")
@RunOnVirtualThread
@Tag(name = "For the registry")
public class ReceiveChangeResource {

    private final Objecting objecting;

    ReceiveChangeResource(Objecting objecting) {
        this.objecting = objecting;
    }

    /// What the message did.
    public record ChangeReceipt(
            @Schema(description = "DUPLICATE: had its effect before")
            Outcome outcome) {
        @Schema(name = "ChangeReceiptOutcome")
        public enum Outcome {
            RECEIVED,
            DUPLICATE
        }
    }

    @POST
    @ResponseStatus(202)
    @APIResponseSchema(value = ChangeReceipt.class, responseCode = "202", responseDescription = "What the message did")
    @APIResponse(responseCode = "404", description = "The application has no case")
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "messageId")
    @Operation(
            operationId = "receiveLicenceChange",
            summary = "Hand over what the holder of a licence tells",
            description = "Role `registry-service`. A change, a surrender or a transfer. Idempotent by `messageId`.")
    public ChangeReceipt receive(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReceiveLicenceChange.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "a new channel",
                                                            value = ReceiveLicenceChange.EXAMPLE)))
                    @Valid
                    @NotNull
                    ReceiveLicenceChange message) {
        return new ChangeReceipt(
                objecting.take(message) ? ChangeReceipt.Outcome.RECEIVED : ChangeReceipt.Outcome.DUPLICATE);
    }
}
