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
import org.llmregistry.review.order.Ordering;

/// What the holder of a licence answers to an order, handed over by registry-service; idempotent by message id.
@Path("/order-statements")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("registry-service")
@RunOnVirtualThread
@Tag(name = "For the registry")
public class OrderStatementResource {

    private final Ordering ordering;
    private final Inbox inbox;

    OrderStatementResource(Ordering ordering, Inbox inbox) {
        this.ordering = ordering;
        this.inbox = inbox;
    }

    /// The holder's statement.
    public record HearHolder(
            @NotNull UUID messageId,
            @NotNull UUID orderId,
            @NotNull UUID applicationId,
            @NotBlank @Size(max = 20_000) String statement,
            @NotNull Instant statedAt) {
        static final String EXAMPLE = """
                {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9d03", "orderId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9d02",
                 "applicationId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c03", "statedAt": "2026-11-24T08:30:00Z",
                 "statement": "The filter for minors was mended on 20 November."}""";
    }

    /// What the message did.
    public record StatementReceipt(
            @Schema(description = "DUPLICATE: had its effect before; TOO_LATE: the order was made or dropped already")
            Outcome outcome) {
        @Schema(name = "StatementReceiptOutcome")
        public enum Outcome {
            HEARD,
            DUPLICATE,
            TOO_LATE
        }
    }

    @POST
    @RolesAllowed("registry-service")
    @Transactional
    @ResponseStatus(202)
    @APIResponseSchema(
            value = StatementReceipt.class,
            responseCode = "202",
            responseDescription = "What the message did")
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "messageId")
    @Operation(
            operationId = "receiveOrderStatement",
            summary = "Hand over what the holder answers to an order",
            description =
                    "Role `registry-service`. The order may be confirmed from then on. Idempotent by `messageId`.")
    public StatementReceipt receive(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = HearHolder.class),
                                            examples = @ExampleObject(name = "mended", value = HearHolder.EXAMPLE)))
                    @Valid
                    @NotNull
                    HearHolder message) {
        if (!inbox.isNew(message.messageId())) {
            return new StatementReceipt(StatementReceipt.Outcome.DUPLICATE);
        }
        return new StatementReceipt(
                ordering.hear(message.orderId(), message.statement(), message.statedAt())
                        ? StatementReceipt.Outcome.HEARD
                        : StatementReceipt.Outcome.TOO_LATE);
    }
}
