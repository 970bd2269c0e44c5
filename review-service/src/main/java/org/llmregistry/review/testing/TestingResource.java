package org.llmregistry.review.testing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.assessment.Counting;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.casefile.CaseView;
import org.llmregistry.review.casefile.Cases;
import org.llmregistry.review.draw.Drawing;
import org.llmregistry.review.duty.Duty;
import org.llmregistry.review.duty.SeparationOfDuties;
import org.llmregistry.review.scheme.Scheme.Step;

/// Sends a case to the tester and takes the results (domain rules A7 and A8).
@Path("/cases/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("tester")
@RunOnVirtualThread
@Tag(name = "3 Assessment")
public class TestingResource {

    private final Cases cases;
    private final Assessing assessing;
    private final Counting counting;
    private final Drawing drawing;
    private final SeparationOfDuties duties;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    TestingResource(
            Cases cases,
            Assessing assessing,
            Counting counting,
            Drawing drawing,
            SeparationOfDuties duties,
            AuditTrail audit,
            Caller caller,
            Clock clock) {
        this.cases = cases;
        this.assessing = assessing;
        this.counting = counting;
        this.drawing = drawing;
        this.duties = duties;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /// What the tester counted; all of it at once.
    public record RecordTest(@NotEmpty @Size(max = 200) List<@Valid @NotNull TesterCount> counts) {
        static final String EXAMPLE = """
                {"counts": [{"suite": "should-refuse", "sampled": 300, "passed": 291},
                            {"suite": "should-not-refuse", "sampled": 300, "passed": 288}]}""";
    }

    @POST
    @Path("/testing")
    @RolesAllowed("case-officer")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "sendToTest",
            summary = "Send the case to a tester",
            description =
                    "Role `case-officer`, only who claimed the case, on tracks with the step TESTING, when the banks and"
                            + " secrets of the draws are fixed: those that the scheme names, and those that were begun. The tester is"
                            + " another person.")
    public CaseView sendToTest(@PathParam("id") UUID id) {
        CaseFile file = CaseFile.locked(id);
        file.requireUnderAssessmentBy(caller.id());
        duties.requireNoConflict(id, caller.id());
        if (!assessing.trackOf(file).steps().contains(Step.TESTING)) {
            throw Refusal.of(ReviewProblem.STEP_NOT_ON_TRACK, "The track has no testing.");
        }
        drawing.requireFixed(file);
        move(file, CaseStatus.TESTING, "case.sent-to-test");
        return cases.view(file);
    }

    @POST
    @Path("/test-results")
    @RolesAllowed("tester")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "recordTest",
            summary = "Hand over the results of the test",
            description =
                    "Role `tester`, another person than any case officer of the case. Counts, never percentages; they"
                            + " stand beside the applicant's and the accepted ones. The case goes back to its officer.")
    public CaseView recordTest(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = RecordTest.class),
                                            examples = @ExampleObject(name = "two suites", value = RecordTest.EXAMPLE)))
                    @Valid
                    @NotNull
                    RecordTest command) {
        CaseFile file = CaseFile.locked(id);
        file.requireState(CaseStatus.TESTING, CaseStatus.REGIONAL_REVIEW);
        duties.perform(id, caller.id(), Duty.TESTER);
        counting.recordTest(
                file, command.counts().stream().map(TesterCount::getEvaluation).toList(), caller.id(), clock.instant());
        move(file, CaseStatus.REGIONAL_REVIEW, "case.tested");
        return cases.view(file);
    }

    private void move(CaseFile file, CaseStatus to, String event) {
        cases.move(file, to, clock.instant());
        audit.record(event, "cases/" + file.id(), caller.id(), Map.of("applicationId", file.applicationId()));
    }
}
