package org.llmregistry.review.question;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.outbox.Inbox;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.ContractConventions;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;

/// What the vendor answered, handed over by registry-service; idempotent by message id.
@Path("/answers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("registry-service")
@RunOnVirtualThread
@Tag(name = "For the registry")
public class AnswerResource {

    private final Asking asking;
    private final Inbox inbox;

    AnswerResource(Asking asking, Inbox inbox) {
        this.asking = asking;
        this.inbox = inbox;
    }

    /// Answers to some or all open items of a request.
    public record GiveAnswers(
            @NotNull UUID messageId,
            @NotNull UUID applicationId,
            @Min(1) int number,
            @NotNull Instant answeredAt,
            @NotEmpty @Size(max = 100) List<@Valid @NotNull Answer> answers,

            @Schema(description = "The dossier that the answers changed; absent: they left it as it was")
            @Valid
            @Nullable
            Revision revision) {

        /// A dossier that was frozen anew.
        @Schema(name = "DossierRevision")
        public record Revision(@Min(2) int number, @NotNull Map<String, Object> dossier) {}

        @Schema(name = "Answer")
        public record Answer(
                @Min(1) int item,
                @NotBlank @Size(max = 20_000) String text,

                @Schema(description = "Digests of uploaded documents") @NotNull @Size(max = 50)
                List<@NotBlank @Size(max = 64) String> documents,

                @Schema(description = "The question does not apply; the text says why") @Nullable
                Boolean notApplicable) {}

        static final String EXAMPLE = """
                {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c06", "applicationId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c03",
                 "number": 1, "answeredAt": "2026-11-24T08:30:00Z",
                 "answers": [{"item": 1, "text": "61 %, see the table.", "documents": []}]}""";
    }

    /// What the message did.
    public record AnswerReceipt(
            @Schema(description = "DUPLICATE: had its effect before; TOO_LATE: nobody waits for it any more")
            Outcome outcome) {
        @Schema(name = "AnswerReceiptOutcome")
        public enum Outcome {
            PARTLY_ANSWERED,
            ANSWERED,
            DUPLICATE,
            TOO_LATE
        }
    }

    @POST
    @ResponseStatus(202)
    @APIResponseSchema(value = AnswerReceipt.class, responseCode = "202", responseDescription = "What the message did")
    @Transactional
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "messageId")
    @Operation(
            operationId = "receiveAnswers",
            summary = "Hand over a vendor's answers",
            description =
                    "Role `registry-service`. When every item is answered the case goes on and its clock runs again. A dossier"
                            + " that came with the answers takes the place of the one before. Idempotent by `messageId`.")
    public AnswerReceipt receive(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = GiveAnswers.class),
                                            examples =
                                                    @ExampleObject(name = "one of two", value = GiveAnswers.EXAMPLE)))
                    @Valid
                    @NotNull
                    GiveAnswers message) {
        CaseFile file = CaseFile.lockedOfApplication(message.applicationId())
                .orElseThrow(() -> Refusal.notFound("A case of this application"));
        if (!inbox.isNew(message.messageId())) {
            return new AnswerReceipt(AnswerReceipt.Outcome.DUPLICATE);
        }
        if (file.status() != CaseStatus.INFO_REQUESTED) {
            return new AnswerReceipt(AnswerReceipt.Outcome.TOO_LATE);
        }
        return new AnswerReceipt(
                asking.answer(file, message) ? AnswerReceipt.Outcome.ANSWERED : AnswerReceipt.Outcome.PARTLY_ANSWERED);
    }
}
