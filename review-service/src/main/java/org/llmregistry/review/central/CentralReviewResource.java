package org.llmregistry.review.central;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.time.Instant;
import java.util.List;
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
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.assessment.Findings;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.casefile.CaseView;
import org.llmregistry.review.casefile.Cases;
import org.llmregistry.review.central.SentBack.Sender;
import org.llmregistry.review.decision.Decide;
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
    private final ObjectMapper json;

    CentralReviewResource(
            Cases cases,
            Assessing assessing,
            SeparationOfDuties duties,
            AuditTrail audit,
            Caller caller,
            Clock clock,
            ObjectMapper json) {
        this.cases = cases;
        this.assessing = assessing;
        this.duties = duties;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
        this.json = json;
    }

    /// Why a case goes back.
    public record SendBack(@NotBlank @Size(max = 20_000) String reasons) {
        static final String EXAMPLE = """
                {"reasons": "The draw for clause 9.3 is older than the last training run: draw again."}""";
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
                            + " met, or waivable and justified in `departures`; its conditions are drafted. Who proposes may not decide, now or after a disagreement. Next: the decision maker.")
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
        Findings findings = assessing.findings(file);
        if (command.outcome() == Proposal.Outcome.GRANT) {
            findings.requireProposable();
        }
        List<Violation> faults = command.faults(findings.thresholds());
        if (!faults.isEmpty()) {
            throw Refusal.of(
                    ReviewProblem.INVALID_DECISION, "The proposal does not fit its outcome or the findings.", faults);
        }
        Instant now = clock.instant();
        Decide.Draft draft = command.draft();
        new Proposal(id, command, write(draft.conditions()), write(draft.departures()), caller.id(), now)
                .persistAndFlush();
        cases.move(file, CaseStatus.DECISION_PROPOSED, now);
        audit.record(
                "case.proposed",
                "cases/" + id,
                caller.id(),
                Map.of(
                        "applicationId", file.applicationId(),
                        "outcome", command.outcome(),
                        "conditions", draft.conditionCodes(),
                        "departures", draft.thresholds()));
        return cases.view(file);
    }

    @GET
    @Path("/proposals")
    @RolesAllowed({"central-reviewer", "decision-maker", "appeal-panel", "review-lead", "auditor"})
    @Operation(
            operationId = "listProposals",
            summary = "Read what the centre proposed",
            description =
                    "Roles `central-reviewer`, `decision-maker`, `appeal-panel`, `review-lead`, `auditor`. In order: opinion,"
                            + " drafts of conditions, justified departures from thresholds. The last one is what the decision"
                            + " maker decides on.")
    public List<Proposal.View> proposals(@PathParam("id") UUID id) {
        CaseFile.of(id);
        return Proposal.of(id).stream().map(this::shown).toList();
    }

    private Proposal.View shown(Proposal proposal) {
        return proposal.toView(
                read(proposal.conditions(), new TypeReference<List<Decide.SetCondition>>() {}),
                read(proposal.departures(), new TypeReference<List<Decide.Waive>>() {}));
    }

    private String write(Object list) {
        try {
            return json.writeValueAsString(list);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private <T> List<T> read(String text, TypeReference<List<T>> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
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
