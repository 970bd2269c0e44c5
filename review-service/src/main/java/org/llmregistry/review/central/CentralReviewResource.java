package org.llmregistry.review.central;

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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.casefile.CaseView;
import org.llmregistry.review.casefile.Cases;
import org.llmregistry.review.central.SentBack.Sender;
import org.llmregistry.review.duty.Duty;
import org.llmregistry.review.duty.SeparationOfDuties;

/// The centre's work on tracks of two levels (domain rules A13 to A15 and A18).
@Path("/cases/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("central-reviewer")
@RunOnVirtualThread
@Tag(name = "5 Central review")
public class CentralReviewResource {

    private final Cases cases;
    private final Assessing assessing;
    private final SeparationOfDuties duties;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    CentralReviewResource(
            Cases cases, Assessing assessing, SeparationOfDuties duties, AuditTrail audit, Caller caller, Clock clock) {
        this.cases = cases;
        this.assessing = assessing;
        this.duties = duties;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /// Why a case goes back.
    public record SendBack(@NotBlank @Size(max = 20_000) String reasons) {
        static final String EXAMPLE = """
                {"reasons": "The draw for clause 9.3 is older than the last training run: draw again."}""";
    }

    /// What the centre proposes.
    public record Propose(
            @NotNull Proposal.Outcome outcome,
            @NotBlank @Size(max = 20_000) String opinion) {
        static final String EXAMPLE = """
                {"outcome": "GRANT", "opinion": "The central test agrees with the region's; joint review on 2026-11-20."}""";
    }

    @POST
    @Path("/referral")
    @RolesAllowed("central-reviewer")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "refer",
            summary = "Refer the case back to the region",
            description =
                    "Role `central-reviewer`. With reasons, once per case. The officer assesses again and a second"
                            + " reader recommends again.")
    public CaseView refer(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = SendBack.class),
                                            examples = @ExampleObject(name = "draw again", value = SendBack.EXAMPLE)))
                    @Valid
                    @NotNull
                    SendBack command) {
        CaseFile file = CaseFile.locked(id);
        file.requireState(CaseStatus.CENTRAL_REVIEW, CaseStatus.REGIONAL_REVIEW);
        if (SentBack.times(id, Sender.CENTRE) > 0) {
            throw Refusal.of(ReviewProblem.REFERRED_ALREADY, "The centre has referred this case back before.");
        }
        duties.perform(id, caller.id(), Duty.PROPOSER);
        sendBack(file, Sender.CENTRE, command.reasons(), CaseStatus.REGIONAL_REVIEW, "case.referred");
        return cases.view(file);
    }

    @POST
    @Path("/proposal")
    @RolesAllowed("central-reviewer")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "propose",
            summary = "Propose a decision",
            description =
                    "Role `central-reviewer`. GRANT needs every clause to comply and every mandatory threshold to be"
                            + " met or waivable. Who proposes may not decide, now or after a disagreement. Next: the decision maker.")
    public CaseView propose(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Propose.class),
                                            examples = @ExampleObject(name = "grant", value = Propose.EXAMPLE)))
                    @Valid
                    @NotNull
                    Propose command) {
        CaseFile file = CaseFile.locked(id);
        file.requireState(CaseStatus.CENTRAL_REVIEW, CaseStatus.DECISION_PROPOSED);
        duties.perform(id, caller.id(), Duty.PROPOSER);
        if (command.outcome() == Proposal.Outcome.GRANT) {
            assessing.requireProposable(file);
        }
        Instant now = clock.instant();
        new Proposal(id, command.outcome(), command.opinion(), caller.id(), now).persistAndFlush();
        cases.move(file, CaseStatus.DECISION_PROPOSED, now);
        audit.record(
                "case.proposed",
                "cases/" + id,
                caller.id(),
                Map.of("applicationId", file.applicationId(), "outcome", command.outcome()));
        return cases.view(file);
    }

    @POST
    @Path("/disagreement")
    @RolesAllowed("decision-maker")
    @Transactional
    @Idempotent
    @Tag(name = "6 Decision")
    @Operation(
            operationId = "disagree",
            summary = "Send a proposal back to the centre",
            description = "Role `decision-maker`, on tracks of two levels. With reasons; another proposal follows, by"
                    + " anybody but a decision maker of the case.")
    public CaseView disagree(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = SendBack.class),
                                            examples = @ExampleObject(name = "draw again", value = SendBack.EXAMPLE)))
                    @Valid
                    @NotNull
                    SendBack command) {
        CaseFile file = CaseFile.locked(id);
        file.requireState(CaseStatus.DECISION_PROPOSED, CaseStatus.CENTRAL_REVIEW);
        if (!assessing.trackOf(file).hasCentralReview()) {
            throw Refusal.of(ReviewProblem.STEP_NOT_ON_TRACK, "The track has no central review to send it to.");
        }
        duties.perform(id, caller.id(), Duty.DECISION);
        sendBack(file, Sender.DECISION_MAKER, command.reasons(), CaseStatus.CENTRAL_REVIEW, "case.sent-back");
        return cases.view(file);
    }

    private void sendBack(CaseFile file, Sender sender, String reasons, CaseStatus to, String event) {
        Instant now = clock.instant();
        new SentBack(file.id(), sender, reasons, caller.id(), now).persistAndFlush();
        cases.move(file, to, now);
        audit.record(event, "cases/" + file.id(), caller.id(), Map.of("applicationId", file.applicationId()));
    }
}
