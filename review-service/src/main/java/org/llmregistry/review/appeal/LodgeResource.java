package org.llmregistry.review.appeal;

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
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.ContractConventions;
import org.llmregistry.review.casefile.CaseFile;

/// A vendor's appeal, handed over by registry-service, which knows the last day for it; idempotent by message id.
@Path("/appeals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("registry-service")
@RunOnVirtualThread
@Tag(name = "For the registry")
public class LodgeResource {

    private final Appeals appeals;
    private final Inbox inbox;

    LodgeResource(Appeals appeals, Inbox inbox) {
        this.appeals = appeals;
        this.inbox = inbox;
    }

    /// The vendor appeals against the decision on its application.
    public record ReceiveAppeal(
            @NotNull UUID messageId,
            @NotNull UUID applicationId,
            @NotBlank @Size(max = 20_000) String grounds,

            @Schema(description = "Digests of uploaded documents") @NotNull @Size(max = 50)
            List<@NotBlank @Size(max = 64) String> documents,

            @NotNull Instant lodgedAt) {

        static final String EXAMPLE = """
                {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c08", "applicationId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c03",
                 "grounds": "The refusal rests on questions of another version.", "documents": [], "lodgedAt": "2026-12-24T08:30:00Z"}""";
    }

    /// What the message did.
    public record AppealReceipt(
            @Schema(
                    description =
                            "DUPLICATE: had its effect before; NOT_DECIDED: there is no decision to appeal against")
            Outcome outcome) {
        @Schema(name = "AppealReceiptOutcome")
        public enum Outcome {
            LODGED,
            DUPLICATE,
            NOT_DECIDED
        }
    }

    @POST
    @ResponseStatus(202)
    @APIResponseSchema(value = AppealReceipt.class, responseCode = "202", responseDescription = "What the message did")
    @Transactional
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "messageId")
    @Operation(
            operationId = "receiveAppeal",
            summary = "Hand over a vendor's appeal",
            description = "Role `registry-service`. The case is UNDER_APPEAL then. Idempotent by `messageId`.")
    public AppealReceipt receive(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReceiveAppeal.class),
                                            examples = @ExampleObject(name = "appeal", value = ReceiveAppeal.EXAMPLE)))
                    @Valid
                    @NotNull
                    ReceiveAppeal message) {
        CaseFile file = CaseFile.lockedOfApplication(message.applicationId())
                .orElseThrow(() -> Refusal.notFound("A case of this application"));
        if (!inbox.isNew(message.messageId())) {
            return new AppealReceipt(AppealReceipt.Outcome.DUPLICATE);
        }
        boolean lodged = appeals.lodge(file, message.grounds(), message.documents(), message.lodgedAt());
        return new AppealReceipt(lodged ? AppealReceipt.Outcome.LODGED : AppealReceipt.Outcome.NOT_DECIDED);
    }
}
