package org.llmregistry.review.draw;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.ContractConventions;
import org.llmregistry.review.casefile.CaseFile;

/// Digests of the banks that samples are drawn from, as the vendor handed them in; idempotent by message id.
@Path("/bank-digests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("registry-service")
@RunOnVirtualThread
@Tag(name = "For the registry")
public class BankResource {

    private final Drawing drawing;
    private final Inbox inbox;

    BankResource(Drawing drawing, Inbox inbox) {
        this.drawing = drawing;
        this.inbox = inbox;
    }

    /// The vendor's bank for a draw.
    ///
    /// @param number of the draw
    public record ReceiveBank(
            @NotNull UUID messageId,
            @NotNull UUID applicationId,
            @Min(1) int number,

            @Schema(description = "SHA-256 of the bank or corpus listing") @NotNull @Pattern(regexp = "[0-9a-f]{64}")
            String bankDigest,

            @Schema(description = "Items in it") @Min(1) @Max(1_000_000_000_000L)
            long population,

            @NotNull Instant handedInAt) {

        static final String EXAMPLE = """
                {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c08", "applicationId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c03",
                 "number": 1, "bankDigest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                 "population": 20000, "handedInAt": "2026-11-24T08:30:00Z"}""";
    }

    /// What the message did.
    public record BankReceipt(
            @Schema(description = "DUPLICATE: had its effect before; TOO_LATE: nobody waits for it any more")
            Outcome outcome) {
        @Schema(name = "BankReceiptOutcome")
        public enum Outcome {
            DRAWN,
            DUPLICATE,
            TOO_LATE
        }
    }

    @POST
    @ResponseStatus(202)
    @APIResponseSchema(value = BankReceipt.class, responseCode = "202", responseDescription = "What the message did")
    @Transactional
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "messageId")
    @Operation(
            operationId = "receiveBank",
            summary = "Hand over the digest of a vendor's bank",
            description =
                    "Role `registry-service`. The items of the draw follow from it and from the committed secret, at once and"
                            + " without anybody's choice. Idempotent by `messageId`.")
    public BankReceipt receive(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReceiveBank.class),
                                            examples =
                                                    @ExampleObject(name = "20,000 items", value = ReceiveBank.EXAMPLE)))
                    @Valid
                    @NotNull
                    ReceiveBank message) {
        CaseFile file = CaseFile.lockedOfApplication(message.applicationId())
                .orElseThrow(() -> Refusal.notFound("A case of this application"));
        if (!inbox.isNew(message.messageId())) {
            return new BankReceipt(BankReceipt.Outcome.DUPLICATE);
        }
        boolean drawn =
                drawing.draw(file, message.number(), message.bankDigest(), message.population(), message.handedInAt());
        return new BankReceipt(drawn ? BankReceipt.Outcome.DRAWN : BankReceipt.Outcome.TOO_LATE);
    }
}
