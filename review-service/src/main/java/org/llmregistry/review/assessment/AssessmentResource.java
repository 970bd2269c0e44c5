package org.llmregistry.review.assessment;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.EntityTags;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.assessment.Assessment.Verdict;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.duty.SeparationOfDuties;
import org.llmregistry.review.scheme.Scheme.Clause;

/// The case officer's work.
@Path("/cases/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "3 Assessment")
public class AssessmentResource {

    private final Assessing assessing;
    private final SeparationOfDuties duties;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    AssessmentResource(Assessing assessing, SeparationOfDuties duties, AuditTrail audit, Caller caller, Clock clock) {
        this.assessing = assessing;
        this.duties = duties;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /// A verdict with its grounds.
    ///
    /// @param evidence where it can be seen: document digests or links
    public record RecordVerdict(
            @NotNull Verdict verdict,
            @NotNull @Size(max = 4000) String reason,
            @NotNull @Size(max = 50) List<@NotBlank @Size(max = 500) String> evidence) {

        static final String EXAMPLE = """
                {"verdict": "COMPLIES", "reason": "Every source was sampled; the worst has 1.2 % harmful items.",
                 "evidence": ["documents/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]}""";

        @AssertTrue(message = "give a reason or evidence; NOT_APPLICABLE needs a reason")
        @Schema(hidden = true)
        @com.fasterxml.jackson.annotation.JsonIgnore
        public boolean isGrounded() {
            return !reason.isBlank() || (!evidence.isEmpty() && verdict != Verdict.NOT_APPLICABLE);
        }
    }

    @GET
    @Path("/assessments")
    @RolesAllowed({
        "case-officer",
        "second-reader",
        "tester",
        "central-reviewer",
        "decision-maker",
        "appeal-panel",
        "review-lead",
        "auditor"
    })
    @Operation(
            operationId = "listAssessments",
            summary = "List the clauses with their verdicts",
            description = "Every reviewer and auditor. A clause without a verdict has version 0.")
    public List<AssessmentView> list(@PathParam("id") UUID id) {
        return assessing.assessments(CaseFile.of(id));
    }

    @PUT
    @Path("/assessments/{clause}")
    @RolesAllowed("case-officer")
    @Transactional
    @Operation(
            operationId = "recordVerdict",
            summary = "Record the verdict on a clause",
            description =
                    "Role `case-officer`, only who claimed the case. Send the clause's version as `If-Match` (`\"0\"` for the first verdict)."
                            + " A recommendation needs a verdict on every clause.")
    public AssessmentView assess(
            @PathParam("id") UUID id,
            @Parameter(example = "9.3") @PathParam("clause") String clause,
            @Parameter(description = "Version that you read, in quotes", example = "\"0\"") @HeaderParam("If-Match")
                    String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = RecordVerdict.class),
                                            examples =
                                                    @ExampleObject(name = "complies", value = RecordVerdict.EXAMPLE)))
                    @Valid
                    @NotNull
                    RecordVerdict command) {
        CaseFile file = CaseFile.locked(id);
        file.requireUnderAssessmentBy(caller.id());
        duties.requireNoConflict(id, caller.id());
        Clause text = assessing.schemeOf(file).clauses().stream()
                .filter(known -> known.code().equals(clause))
                .findFirst()
                .orElseThrow(() -> Refusal.of(
                        ReviewProblem.UNKNOWN_CLAUSE,
                        "Clause %s is not in the scheme of this case.".formatted(clause)));
        Assessment assessment = Assessment.of(id, clause).orElse(null);
        EntityTags.requireMatch(ifMatch, AssessmentView.of(text, assessment));
        if (assessment == null) {
            assessment = new Assessment(id, clause);
        }
        assessment.record(command.verdict(), command.reason(), command.evidence(), caller.id(), clock.instant());
        assessment.persistAndFlush();
        audit.record(
                "assessment.recorded",
                "cases/" + id,
                caller.id(),
                Map.of("applicationId", file.applicationId(), "clause", clause, "verdict", command.verdict()));
        return AssessmentView.of(text, assessment);
    }

    @GET
    @Path("/thresholds")
    @RolesAllowed({
        "case-officer",
        "second-reader",
        "tester",
        "central-reviewer",
        "decision-maker",
        "appeal-panel",
        "review-lead",
        "auditor"
    })
    @Operation(
            operationId = "listThresholds",
            summary = "Hold the accepted counts against the thresholds",
            description = "Every reviewer and auditor. Computed with whole numbers: 95.99 % fails a rule of 96 %.")
    public List<ThresholdView> thresholds(@PathParam("id") UUID id) {
        return assessing.thresholds(CaseFile.of(id));
    }

    @GET
    @Path("/corpus-flags")
    @RolesAllowed({
        "case-officer",
        "second-reader",
        "tester",
        "central-reviewer",
        "decision-maker",
        "appeal-panel",
        "review-lead",
        "auditor"
    })
    @Operation(
            operationId = "listCorpusFlags",
            summary = "List what the system noticed about the corpus",
            description =
                    "Every reviewer and auditor. Sources above a limit that the scheme sets for each source, by the"
                            + " accepted count or else by the applicant's, and sources that the scheme blocks. A blocked source"
                            + " stands against granting.")
    public List<CorpusSource.Flag> corpusFlags(@PathParam("id") UUID id) {
        return assessing.findings(CaseFile.of(id)).corpusFlags();
    }
}
