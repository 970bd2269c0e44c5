package org.llmregistry.review.holder;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.llmregistry.kernel.outbox.Inbox;
import org.llmregistry.kernel.web.ContractConventions;

/// A holder's appeal, handed over by registry-service, which knows the last day for it; idempotent by message id.
@Path("/order-appeals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("registry-service")
@RunOnVirtualThread
@Tag(name = "For the registry")
public class LodgeOrderAppealResource {

    private final OrderAppeals appeals;
    private final Inbox inbox;

    LodgeOrderAppealResource(OrderAppeals appeals, Inbox inbox) {
        this.appeals = appeals;
        this.inbox = inbox;
    }

    /// The holder appeals against an order on its licence.
    public record ReceiveOrderAppeal(
            @NotNull UUID messageId,
            @NotNull UUID orderId,
            @NotNull UUID applicationId,
            @NotBlank @Size(max = 20_000) String grounds,

            @Schema(description = "Digests of uploaded documents") @NotNull @Size(max = 50)
            List<@NotBlank @Size(max = 64) String> documents,

            @NotNull Instant lodgedAt) {

        static final String EXAMPLE = """
                {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9d05", "orderId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9d02",
                 "applicationId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c03", "grounds": "The counts are of another version.",
                 "documents": [], "lodgedAt": "2026-12-24T08:30:00Z"}""";
    }

    /// What the message did.
    public record OrderAppealReceipt(
            @Schema(
                    description =
                            "DUPLICATE: had its effect before; NOT_APPEALABLE: the order does not stand, or had its appeal")
            Outcome outcome) {
        @Schema(name = "OrderAppealReceiptOutcome")
        public enum Outcome {
            LODGED,
            DUPLICATE,
            NOT_APPEALABLE
        }
    }

    @POST
    @ResponseStatus(202)
    @APIResponseSchema(
            value = OrderAppealReceipt.class,
            responseCode = "202",
            responseDescription = "What the message did")
    @Transactional
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "messageId")
    @Operation(
            operationId = "receiveOrderAppeal",
            summary = "Hand over a holder's appeal against an order",
            description = "Role `registry-service`. A panel votes on it then. Idempotent by `messageId`.")
    public OrderAppealReceipt receive(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReceiveOrderAppeal.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "appeal",
                                                            value = ReceiveOrderAppeal.EXAMPLE)))
                    @Valid
                    @NotNull
                    ReceiveOrderAppeal message) {
        if (!inbox.isNew(message.messageId())) {
            return new OrderAppealReceipt(OrderAppealReceipt.Outcome.DUPLICATE);
        }
        boolean lodged = appeals.lodge(message.orderId(), message.grounds(), message.documents(), message.lodgedAt());
        return new OrderAppealReceipt(
                lodged ? OrderAppealReceipt.Outcome.LODGED : OrderAppealReceipt.Outcome.NOT_APPEALABLE);
    }
}
