package org.llmregistry.review.decision;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import org.llmregistry.review.deadline.Move;
import org.llmregistry.review.draw.Drawing;
import org.llmregistry.review.duty.Duty;
import org.llmregistry.review.duty.SeparationOfDuties;
import org.llmregistry.review.registry.BaseLicences;
import org.llmregistry.review.scheme.Scheme;

/// A second person recommends, a third decides.
@Path("/cases/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DecisionResource {

    private final Cases cases;
    private final Assessing assessing;
    private final SeparationOfDuties duties;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;
    private final Decisions decisions;
    private final Deciding deciding;
    private final BaseLicences baseLicences;
    private final Drawing drawing;

    DecisionResource(
            Cases cases,
            Assessing assessing,
            SeparationOfDuties duties,
            AuditTrail audit,
            Caller caller,
            Clock clock,
            Decisions decisions,
            Deciding deciding,
            BaseLicences baseLicences,
            Drawing drawing) {
        this.cases = cases;
        this.assessing = assessing;
        this.duties = duties;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
        this.decisions = decisions;
        this.deciding = deciding;
        this.baseLicences = baseLicences;
        this.drawing = drawing;
    }

    @POST
    @Path("/recommendation")
    @RolesAllowed("second-reader")
    @Transactional
    @Idempotent
    @Tag(name = "4 Recommendation")
    @Operation(
            operationId = "recommend",
            summary = "Recommend a decision",
            description =
                    "Role `second-reader`, another person than any case officer of the case. Needs a verdict on every clause; GRANT also needs"
                            + " every clause to comply and every mandatory threshold to be met or waivable. On a track of one level this is what the decision maker decides on:"
                            + " it drafts the conditions of a grant and justifies in `departures` each threshold that would have to be waived. Next: a third person decides; on tracks of two levels"
                            + " the centre proposes before that.")
    public CaseView recommend(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Recommendation.Recommend.class),
                                            examples = {
                                                @ExampleObject(
                                                        name = "grant",
                                                        value = Recommendation.Recommend.EXAMPLE),
                                                @ExampleObject(
                                                        name = "with a drafted condition",
                                                        value = Recommendation.Recommend.DRAFTING)
                                            }))
                    @Valid
                    @NotNull
                    Recommendation.Recommend command) {
        CaseFile file = CaseFile.locked(id);
        file.requireState(CaseStatus.REGIONAL_REVIEW, CaseStatus.REGIONAL_RECOMMENDED);
        duties.perform(id, caller.id(), Duty.SECOND_READER);
        Findings findings = assessing.findings(file);
        Scheme.Track track = assessing.trackOf(file);
        findings.requireEveryVerdict(track);
        if (command.outcome() == Recommendation.Outcome.GRANT) {
            findings.requireProposable();
        }
        boolean centralReview = track.hasCentralReview();
        List<Violation> faults = command.faults(centralReview, findings.thresholds());
        if (!faults.isEmpty()) {
            throw Refusal.of(
                    ReviewProblem.INVALID_DECISION,
                    "The recommendation does not fit its outcome or the findings.",
                    faults);
        }
        Instant now = clock.instant();
        Decide.Draft draft = command.draft();
        new Recommendation(
                        id,
                        command.outcome(),
                        command.reasons(),
                        decisions.write(draft.conditions()),
                        decisions.write(draft.departures()),
                        caller.id(),
                        now)
                .persistAndFlush();
        drawing.discloseAll(file, caller.id());
        file.recommend(centralReview, now);
        audit.record(
                "case.recommended",
                "cases/" + id,
                caller.id(),
                Map.of(
                        "applicationId", file.applicationId(),
                        "outcome", command.outcome(),
                        "conditions", draft.conditionCodes(),
                        "departures", draft.thresholds()));
        return cases.reported(file, now);
    }

    @POST
    @Path("/decision")
    @RolesAllowed("decision-maker")
    @Tag(name = "6 Decision")
    @Operation(
            operationId = "decide",
            summary = "Decide the case",
            description =
                    "Role `decision-maker`, a person who did nothing else on the case. Written reasons are required; GRANTED_WITH_CONDITIONS needs"
                            + " conditions, the others have none; REFUSED needs reasons by clause. A mandatory threshold that is not met stands"
                            + " against granting unless the scheme marks it waivable and `waivers` gives a reason. Where the scheme asks for it,"
                            + " the applicant is heard first. What a registration rests on needs a licence in force (503 while the registry cannot say). The registry then grants the licence or closes the application. There is no way back but an appeal.")
    public CaseView decide(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Decide.class),
                                            examples =
                                                    @ExampleObject(name = "with a condition", value = Decide.EXAMPLE)))
                    @Valid
                    @NotNull
                    Decide command) {
        CaseFile file = CaseFile.of(id);
        boolean rests = command.outcome().grants()
                && file.status() == CaseStatus.DECISION_PROPOSED
                && assessing.trackOf(file).requiresBaseLicence()
                && file.appliedFor().restsOnOthers();
        return deciding.decide(
                id, command, new Deciding.Bases(rests ? baseLicences.of(file.applicationId()) : List.of()));
    }

    @GET
    @Path("/decision")
    @RolesAllowed({
        "case-officer",
        "second-reader",
        "central-reviewer",
        "decision-maker",
        "appeal-panel",
        "review-lead",
        "auditor"
    })
    @Tag(name = "6 Decision")
    @Operation(
            operationId = "getDecision",
            summary = "Read recommendation and decision",
            description =
                    "Every reviewer and auditor: the newest of each, of a panel too. What was not made yet is absent.")
    public OutcomeView get(@PathParam("id") UUID id) {
        CaseFile file = CaseFile.of(id);
        CaseStatus status = file.status();
        OutcomeView.Proposed proposed = Recommendation.newestOf(id)
                .map(found -> new OutcomeView.Proposed(found, decisions.draft(found)))
                .orElse(null);
        if (status == CaseStatus.WITHDRAWN || status == CaseStatus.LAPSED) {
            return OutcomeView.ofClosing(status, Move.since(id), proposed);
        }
        Decisions.Made made = decisions.of(file).orElse(null);
        Decision decided = made == null || made.by() != Decisions.Maker.PERSON
                ? null
                : Decision.newestOf(id).orElseThrow();
        return OutcomeView.of(proposed, made, decided, decided == null ? List.of() : decisions.baseLicences(decided));
    }
}
