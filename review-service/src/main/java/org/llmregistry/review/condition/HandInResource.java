package org.llmregistry.review.condition;

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

/// What the holder hands in for a condition, sent on by registry-service; idempotent by message id.
@Path("/condition-evidence")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("registry-service")
@RunOnVirtualThread
@Tag(name = "For the registry")
public class HandInResource {

    private final Inbox inbox;
    private final AuditTrail audit;

    HandInResource(Inbox inbox, AuditTrail audit) {
        this.inbox = inbox;
        this.audit = audit;
    }

    /// The holder shows how it met a condition.
    public record ReceiveEvidence(
            @NotNull UUID messageId,
            @NotNull UUID conditionId,
            @NotBlank @Size(max = 5000) String shown,

            @Schema(description = "SHA-256 of documents that the holder has uploaded") @NotNull @Size(max = 50)
            List<@NotBlank @Size(max = 64) String> documents,

            @NotNull Instant handedInAt) {
        static final String EXAMPLE = """
                {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9e01", "conditionId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9e02",
                 "shown": "The library of March with the date of each entry.", "documents": [],
                 "handedInAt": "2027-03-20T08:30:00Z"}""";
    }

    /// What the message did.
    public record EvidenceReceipt(
            @Schema(description = "DUPLICATE: had its effect before; TOO_LATE: it is asked for no longer")
            Outcome outcome) {
        @Schema(name = "EvidenceReceiptOutcome")
        public enum Outcome {
            HANDED_IN,
            DUPLICATE,
            TOO_LATE
        }
    }

    @POST
    @ResponseStatus(202)
    @APIResponseSchema(
            value = EvidenceReceipt.class,
            responseCode = "202",
            responseDescription = "What the message did")
    @Transactional
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "messageId")
    @Operation(
            operationId = "receiveEvidence",
            summary = "Hand over what a holder shows for a condition",
            description = "Role `registry-service`. An officer sees it with the condition. Idempotent by `messageId`.")
    public EvidenceReceipt receive(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReceiveEvidence.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "keyword library",
                                                            value = ReceiveEvidence.EXAMPLE)))
                    @Valid
                    @NotNull
                    ReceiveEvidence message) {
        CaseCondition condition = CaseCondition.locked(message.conditionId())
                .orElseThrow(() -> Refusal.notFound("Condition " + message.conditionId()));
        if (!inbox.isNew(message.messageId())) {
            return new EvidenceReceipt(EvidenceReceipt.Outcome.DUPLICATE);
        }
        if (!condition.isAskedFor()) {
            return new EvidenceReceipt(EvidenceReceipt.Outcome.TOO_LATE);
        }
        new HandedIn(condition.id(), message.shown(), message.documents(), message.handedInAt()).persist();
        audit.record(
                "condition.evidence-handed-in",
                "cases/" + condition.caseId(),
                AuditTrail.SYSTEM,
                Map.of("code", condition.code(), "documents", message.documents()));
        return new EvidenceReceipt(EvidenceReceipt.Outcome.HANDED_IN);
    }
}
