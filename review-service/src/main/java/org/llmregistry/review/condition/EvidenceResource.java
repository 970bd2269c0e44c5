package org.llmregistry.review.condition;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.duty.SeparationOfDuties;

/// What the holder showed for a condition.
@Path("/cases/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("case-officer")
@RunOnVirtualThread
@Tag(name = "8 Conditions")
public class EvidenceResource {

    private final Conditions conditions;
    private final SeparationOfDuties duties;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    EvidenceResource(Conditions conditions, SeparationOfDuties duties, AuditTrail audit, Caller caller, Clock clock) {
        this.conditions = conditions;
        this.duties = duties;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /// @param shown     what the officer saw
    /// @param documents digests of documents of the holder
    public record TakeEvidence(
            @Schema(description = "What was shown") @NotBlank @Size(max = 5000)
            String shown,

            @Schema(description = "SHA-256 of documents that were shown") @NotNull @Size(max = 50)
            List<@NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "64 lower-case hexadecimal digits") String>
                    documents) {
        static final String EXAMPLE = """
                {"shown": "The library of March with the date of each entry.",
                 "documents": ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]}""";
    }

    @POST
    @Path("/conditions/{code}/evidence")
    @Transactional
    @Idempotent
    @APIResponseSchema(value = ConditionView.class, responseDescription = "The condition, met")
    @APIResponse(responseCode = "409", description = "It is met already (`state`, `allowedTransitions`)")
    @Operation(
            operationId = "takeEvidence",
            summary = "Take a condition for met by evidence",
            description =
                    "Role `case-officer`, without a conflict of interest. Also after the last day; an order that was"
                            + " proposed meanwhile stays. What was met stays met.")
    public ConditionView take(
            @PathParam("id") UUID id,
            @PathParam("code") @Size(max = 40) String code,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = TakeEvidence.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "keyword library",
                                                            value = TakeEvidence.EXAMPLE)))
                    @Valid
                    @NotNull
                    TakeEvidence command) {
        CaseFile file = CaseFile.of(id);
        CaseCondition condition = CaseCondition.locked(id, code);
        duties.requireNoConflict(id, caller.id());
        condition.meet(command.shown(), command.documents(), caller.id(), clock.instant());
        CaseCondition.flush();
        conditions.tell(condition, clock.instant());
        audit.record(
                "condition.met",
                "cases/" + id,
                caller.id(),
                Map.of("applicationId", file.applicationId(), "code", code, "documents", command.documents()));
        return condition.toView();
    }
}
