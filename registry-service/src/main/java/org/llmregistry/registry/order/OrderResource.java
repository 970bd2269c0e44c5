package org.llmregistry.registry.order;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.llmregistry.kernel.web.ContractConventions;

/// How review-service tells us of orders on a licence, and asks whom one would reach.
@Path("/orders")
@RolesAllowed("review-service")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "For the review service")
public class OrderResource {

    private final Obeying obeying;
    private final Dependants dependants;

    OrderResource(Obeying obeying, Dependants dependants) {
        this.obeying = obeying;
        this.dependants = dependants;
    }

    /// What the message did.
    public record OrderReceipt(
            @Schema(
                    description = "APPLIED: the order stands as told; ENDED: so it does, but the licence has ended"
                            + " otherwise; DUPLICATE: had its effect before")
            Outcome outcome,

            @Schema(examples = "DEMO-2026-000001-7") String licenceNumber) {
        @Schema(name = "OrderReceiptOutcome")
        public enum Outcome {
            APPLIED,
            ENDED,
            DUPLICATE
        }
    }

    @POST
    @RolesAllowed("review-service")
    @ResponseStatus(202)
    @APIResponseSchema(value = OrderReceipt.class, responseCode = "202", responseDescription = "What the message did")
    @APIResponse(responseCode = "404", description = "The application has no licence")
    @APIResponse(responseCode = "409", description = "The order has ended otherwise")
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "messageId")
    @Operation(
            operationId = "receiveOrder",
            summary = "Hand over how an order stands",
            description =
                    "Role `review-service`. Announced to the holder, in force, or ended: the licence, the register and its"
                            + " history follow. Idempotent by `messageId`.")
    public OrderReceipt receive(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReceiveOrder.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "a restriction",
                                                            value = ReceiveOrder.EXAMPLE)))
                    @Valid
                    @NotNull
                    ReceiveOrder message) {
        return obeying.obey(message);
    }

    @GET
    @Path("/reach")
    @RolesAllowed("review-service")
    @APIResponseSchema(value = Dependants.Reach.class, responseDescription = "Whom it reaches")
    @APIResponse(responseCode = "404", description = "The application has no licence")
    @Operation(
            operationId = "getReach",
            summary = "Whom an order on a licence would reach",
            description =
                    "Role `review-service`. Versions that name the model as their base, directly or through others; the"
                            + " licences of those models; the vendors behind them. At most 1,000 of each; the counts are whole."
                            + " Only bases that were named by their entry count, not those named in words.")
    public Dependants.Reach reach(
            @Parameter(description = "The application that the licence was granted on")
                    @QueryParam("applicationId")
                    @NotNull
                    UUID applicationId) {
        return dependants.of(applicationId);
    }
}
