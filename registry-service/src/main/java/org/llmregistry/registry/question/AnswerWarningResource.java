package org.llmregistry.registry.question;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
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
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.outbox.Inbox;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.ContractConventions;
import org.llmregistry.registry.application.Application;

/// Where review-service says that the time to answer ends soon; idempotent by message id.
@Path("/applications/{id}/answer-warnings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("review-service")
@RunOnVirtualThread
@Tag(name = "For the review service")
public class AnswerWarningResource {

    private final Inbox inbox;
    private final AuditTrail audit;

    AnswerWarningResource(Inbox inbox, AuditTrail audit) {
        this.inbox = inbox;
        this.audit = audit;
    }

    /// Command of review-service: the answers to a request are due soon.
    ///
    /// @param dueOn last day for the answers that the warning is about
    public record WarnOfDueDate(
            @NotNull UUID messageId,
            @Min(1) int number,
            @NotNull Instant warnedAt,
            @NotNull LocalDate dueOn) {

        static final String EXAMPLE = """
                {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c41", "number": 1, "warnedAt": "2027-01-09T00:05:00Z",
                 "dueOn": "2027-01-23"}""";
    }

    /// What the message did.
    public record WarningReceipt(
            @Schema(description = "DUPLICATE: had its effect before; IGNORED: the request has another last day by now")
            Outcome outcome) {
        @Schema(name = "WarningReceiptOutcome")
        public enum Outcome {
            WARNED,
            DUPLICATE,
            IGNORED
        }
    }

    @POST
    @Transactional
    @ResponseStatus(202)
    @APIResponseSchema(value = WarningReceipt.class, responseCode = "202", responseDescription = "What the message did")
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "messageId")
    @Operation(
            operationId = "receiveAnswerWarning",
            summary = "Warn the vendor that its time to answer ends",
            description =
                    "Role `review-service`. Once for each last day of an information request; the vendor sees it as `warnedAt`."
                            + " Idempotent by `messageId`.")
    public WarningReceipt receive(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = WarnOfDueDate.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "two weeks left",
                                                            value = WarnOfDueDate.EXAMPLE)))
                    @Valid
                    @NotNull
                    WarnOfDueDate message) {
        Application.locked(id);
        if (!inbox.isNew(message.messageId())) {
            return new WarningReceipt(WarningReceipt.Outcome.DUPLICATE);
        }
        InformationRequest request = InformationRequest.of(id, message.number())
                .orElseThrow(() -> Refusal.notFound("Information request %d".formatted(message.number())));
        if (!request.warn(message.dueOn(), message.warnedAt())) {
            return new WarningReceipt(WarningReceipt.Outcome.IGNORED);
        }
        audit.record(
                "application.answer-warned",
                "applications/" + id,
                AuditTrail.SYSTEM,
                Map.of("request", message.number(), "dueOn", message.dueOn().toString()));
        return new WarningReceipt(WarningReceipt.Outcome.WARNED);
    }
}
