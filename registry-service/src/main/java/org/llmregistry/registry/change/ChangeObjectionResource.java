package org.llmregistry.registry.change;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
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

/// How review-service tells us that the office objects to a change; idempotent by message id.
@Path("/change-objections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("review-service")
@RunOnVirtualThread
@Tag(name = "For the review service")
public class ChangeObjectionResource {

    private final Notifying notifying;

    ChangeObjectionResource(Notifying notifying) {
        this.notifying = notifying;
    }

    /// Message of review-service.
    public record ReceiveObjection(
            @Schema(description = "A second message with this id has no effect") @NotNull
            UUID messageId,

            @NotNull UUID changeId,
            @NotBlank @Size(max = 20_000) String reasons,
            @NotNull Instant objectedAt) {
        static final String EXAMPLE = """
                {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9e11", "changeId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9e02",
                 "reasons": "The page has no way to report harmful answers. Add one and notify again.",
                 "objectedAt": "2026-12-20T08:30:00Z"}""";
    }

    /// What the message did.
    public record ObjectionReceipt(
            @Schema(description = "DUPLICATE: had its effect before")
            Outcome outcome) {
        @Schema(name = "ObjectionReceiptOutcome")
        public enum Outcome {
            OBJECTED,
            DUPLICATE
        }
    }

    @POST
    @ResponseStatus(202)
    @APIResponseSchema(
            value = ObjectionReceipt.class,
            responseCode = "202",
            responseDescription = "What the message did")
    @APIResponse(responseCode = "404", description = "There is no such change")
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "messageId")
    @Operation(
            operationId = "receiveObjection",
            summary = "Hand over an objection to a change",
            description =
                    "Role `review-service`. The holder reads the reasons and gets a notice; the change may not start."
                            + " Idempotent by `messageId`.")
    public ObjectionReceipt receive(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReceiveObjection.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "no way to report",
                                                            value = ReceiveObjection.EXAMPLE)))
                    @Valid
                    @NotNull
                    ReceiveObjection message) {
        return new ObjectionReceipt(
                notifying.object(message) ? ObjectionReceipt.Outcome.OBJECTED : ObjectionReceipt.Outcome.DUPLICATE);
    }
}
