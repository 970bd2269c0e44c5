package org.llmregistry.review.hearing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
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
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.ContractConventions;
import org.llmregistry.review.casefile.CaseFile;

/// What the applicant says, handed over by registry-service; idempotent by message id.
@Path("/hearing-statements")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("registry-service")
@RunOnVirtualThread
@Tag(name = "For the registry")
public class StatementResource {

    private final Hearings hearings;
    private final Inbox inbox;

    StatementResource(Hearings hearings, Inbox inbox) {
        this.hearings = hearings;
        this.inbox = inbox;
    }

    /// The applicant's statement on a notice.
    ///
    /// @param number of the notice
    public record ReceiveStatement(
            @NotNull UUID messageId,
            @NotNull UUID applicationId,
            @Min(1) int number,
            @NotBlank @Size(max = 20_000) String statement,

            @Schema(description = "Digests of uploaded documents") @NotNull @Size(max = 50)
            List<@NotBlank @Size(max = 64) String> documents,

            @NotNull Instant statedAt) {

        static final String EXAMPLE = """
                {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c07", "applicationId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c03",
                 "number": 1, "statement": "The bank held questions of another version; the right draw is attached.",
                 "documents": [], "statedAt": "2026-11-24T08:30:00Z"}""";
    }

    /// What the message did.
    public record StatementReceipt(
            @Schema(description = "DUPLICATE: had its effect before; TOO_LATE: nobody waits for it any more")
            Outcome outcome) {
        @Schema(name = "StatementReceiptOutcome")
        public enum Outcome {
            HEARD,
            DUPLICATE,
            TOO_LATE
        }
    }

    @POST
    @ResponseStatus(202)
    @APIResponseSchema(
            value = StatementReceipt.class,
            responseCode = "202",
            responseDescription = "What the message did")
    @Transactional
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "messageId")
    @Operation(
            operationId = "receiveStatement",
            summary = "Hand over what the applicant says on a notice",
            description = "Role `registry-service`. The case can be decided then. Idempotent by `messageId`.")
    public StatementReceipt receive(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReceiveStatement.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "statement",
                                                            value = ReceiveStatement.EXAMPLE)))
                    @Valid
                    @NotNull
                    ReceiveStatement message) {
        CaseFile file = CaseFile.lockedOfApplication(message.applicationId())
                .orElseThrow(() -> Refusal.notFound("A case of this application"));
        if (!inbox.isNew(message.messageId())) {
            return new StatementReceipt(StatementReceipt.Outcome.DUPLICATE);
        }
        boolean waited =
                hearings.answer(file, message.number(), message.statement(), message.documents(), message.statedAt());
        return new StatementReceipt(waited ? StatementReceipt.Outcome.HEARD : StatementReceipt.Outcome.TOO_LATE);
    }
}
