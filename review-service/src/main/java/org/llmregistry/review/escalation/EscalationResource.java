package org.llmregistry.review.escalation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.duty.Duty;
import org.llmregistry.review.duty.SeparationOfDuties;

/// The officer asks upwards; the case comes back with advice. The clock runs on: the authority asks itself.
@Path("/cases/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("case-officer")
@RunOnVirtualThread
@Tag(name = "3 Assessment")
public class EscalationResource {

    private final SeparationOfDuties duties;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    EscalationResource(SeparationOfDuties duties, AuditTrail audit, Caller caller, Clock clock) {
        this.duties = duties;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /// What is asked, and of whom.
    public record Escalate(
            @NotNull Escalation.Role to,
            @NotBlank @Size(max = 5000) String question) {
        static final String EXAMPLE = """
                {"to": "CENTRAL_REVIEWER", "question": "Is a corpus of licensed news with 4.9 % flagged items to be excluded?"}""";
    }

    /// What to do, in the adviser's opinion.
    public record Advise(@NotBlank @Size(max = 5000) String advice) {
        static final String EXAMPLE = """
                {"advice": "Not by clause 5.1. Ask for the sampling record and look at the flagged items by risk."}""";
    }

    @POST
    @Path("/escalations")
    @RolesAllowed("case-officer")
    @Transactional
    @Idempotent
    @ResponseStatus(201)
    @APIResponseSchema(
            value = Escalation.View.class,
            responseCode = "201",
            responseDescription = "What waits for advice")
    @Operation(
            operationId = "escalate",
            summary = "Ask a higher role for advice",
            description =
                    "Role `case-officer`, who claimed the case. One question at a time; the case cannot be recommended on"
                            + " until the advice is there. Who advises may neither be its officer nor decide it.")
    public Escalation.View escalate(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Escalate.class),
                                            examples =
                                                    @ExampleObject(name = "to the centre", value = Escalate.EXAMPLE)))
                    @Valid
                    @NotNull
                    Escalate command) {
        CaseFile file = CaseFile.locked(id);
        file.requireUnderAssessmentBy(caller.id());
        duties.requireNoConflict(id, caller.id());
        if (file.adviceFrom() != null) {
            throw Refusal.of(ReviewProblem.ADVICE_AWAITED, "An earlier question of the case waits for advice.");
        }
        Escalation raised = new Escalation(id, command.to(), command.question(), caller.id(), clock.instant());
        raised.persistAndFlush();
        file.awaitAdvice(command.to().role);
        audit.record(
                "case.escalated",
                "cases/" + id,
                caller.id(),
                Map.of("applicationId", file.applicationId(), "to", command.to()));
        return raised.toView();
    }

    @POST
    @Path("/escalations/{number}/advice")
    @RolesAllowed({"review-lead", "central-reviewer"})
    @Transactional
    @Idempotent
    @Operation(
            operationId = "advise",
            summary = "Return an escalated case with advice",
            description = "The role that was asked. The case goes on with its officer, whom the advice does not bind.")
    public Escalation.View advise(
            @PathParam("id") UUID id,
            @PathParam("number") int number,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Advise.class),
                                            examples = @ExampleObject(name = "look closer", value = Advise.EXAMPLE)))
                    @Valid
                    @NotNull
                    Advise command) {
        CaseFile file = CaseFile.locked(id);
        Escalation raised = Escalation.of(id, number);
        if (!caller.has(raised.toRole().role)) {
            throw Refusal.of(
                    ReviewProblem.ASKED_OF_ANOTHER_ROLE,
                    "The question was put to the role %s.".formatted(raised.toRole().role));
        }
        duties.perform(id, caller.id(), Duty.ADVISER);
        raised.advise(command.advice(), caller.id(), clock.instant());
        file.awaitAdvice(null);
        CaseFile.flush();
        audit.record(
                "case.advised",
                "cases/" + id,
                caller.id(),
                Map.of("applicationId", file.applicationId(), "escalation", number));
        return raised.toView();
    }

    @GET
    @Path("/escalations")
    @RolesAllowed({"case-officer", "second-reader", "central-reviewer", "decision-maker", "review-lead", "auditor"})
    @Operation(
            operationId = "listEscalations",
            summary = "Read what a case asked upwards, and the advice",
            description = "Every reviewer and auditor, oldest first.")
    public List<Escalation.View> list(@PathParam("id") UUID id) {
        CaseFile.of(id);
        return Escalation.ofCase(id).stream().map(Escalation::toView).toList();
    }
}
