package org.llmregistry.registry.licence;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
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
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
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
import org.llmregistry.registry.application.Application;

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

    /// Command of review-service: a case was decided.
    public record ReceiveDecision(
            @Schema(description = "A second message with this id has no effect") @NotNull
            UUID messageId,

            @NotNull UUID caseId,
            @NotNull UUID applicationId,
            @NotNull Application.Outcome outcome,
            @NotNull Instant decidedAt,
            @NotBlank @Size(max = 40) String schemeCode,
            @Min(1) int schemeVersion,

            @Schema(description = "Written reasons; not kept here") @NotBlank @Size(max = 20_000)
            String reasons,

            @NotNull @Size(max = 100) List<@NotNull @Valid Condition> conditions) {

        @Schema(name = "GrantCondition")
        public record Condition(
                @NotBlank @Size(max = 40) String code,
                @NotBlank @Size(max = 2_000) String text,
                @Nullable LocalDate dueOn) {
            LicenceView.Condition toCondition() {
                return new LicenceView.Condition(code, text, dueOn);
            }
        }

        static final String EXAMPLE = """
                {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c11", "caseId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c12",
                 "applicationId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c03", "outcome": "GRANTED_WITH_CONDITIONS",
                 "decidedAt": "2026-11-24T09:15:00Z", "schemeCode": "DEMO", "schemeVersion": 1,
                 "reasons": "Every clause is met; the bank for minors is to be enlarged.",
                 "conditions": [{"code": "C1", "text": "Enlarge the test bank for minors.", "dueOn": "2027-03-31"}]}""";
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
                            + " notes the refusal. Idempotent by `messageId`.")
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
