package org.llmregistry.registry.licence;

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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Problem;
import org.llmregistry.kernel.web.ContractConventions;
import org.llmregistry.registry.decision.ReceiveDecision;

/// How review-service tells us what was decided; idempotent by message id.
@Path("/decisions")
@RolesAllowed("review-service")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "For the review service")
public class DecisionResource {

    private final Granting granting;

    DecisionResource(Granting granting) {
        this.granting = granting;
    }

    /// What the message did.
    @Schema(description = "What the message did")
    public record DecisionReceipt(
            @Schema(description = "DUPLICATE: had its effect before")
            Outcome outcome,

            @Schema(description = "Number of the licence; absent after a refusal", examples = "DEMO-2026-000001-7")
            @Nullable
            String licenceNumber) {

        @Schema(name = "DecisionReceiptOutcome")
        public enum Outcome {
            APPLIED,
            DUPLICATE
        }
    }

    @POST
    @ResponseStatus(202)
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "messageId")
    @Operation(
            operationId = "receiveDecision",
            summary = "Hand over a decision",
            description =
                    "Role `review-service`. Grants the licence (number, version, manifest digest, register entry) or"
                            + " notes the refusal, and keeps the reasons for the vendor. A refusal after a remitted appeal ends the licence."
                            + " Idempotent by `messageId`.")
    @APIResponse(
            responseCode = "202",
            description = "It has taken effect",
            content = @Content(schema = @Schema(implementation = DecisionReceipt.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such application",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            example = """
                                    {"type": "/problems/not-found", "title": "There is nothing here for you", "status": 404}"""))
    @APIResponse(
            responseCode = "409",
            description = "The application has been decided already",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            example = """
                                    {"type": "/problems/illegal-transition", "title": "The state does not allow this", "status": 409,
                                     "state": "APPROVED", "allowedTransitions": ["UNDER_APPEAL"]}"""))
    @APIResponse(
            responseCode = "422",
            description = "The scheme has no such track",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            example = """
                                    {"type": "/problems/scheme-unknown", "title": "The scheme or its track or region is not known", "status": 422}"""))
    public DecisionReceipt decide(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReceiveDecision.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "granted with a condition",
                                                            value = ReceiveDecision.EXAMPLE)))
                    @Valid
                    @NotNull
                    ReceiveDecision decision) {
        return granting.decide(decision);
    }
}
