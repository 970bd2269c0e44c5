package org.llmregistry.review.assessment;

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
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.duty.SeparationOfDuties;
import org.llmregistry.review.evaluation.EvaluationView;
import org.llmregistry.review.evaluation.RecordEvaluation;

/// What was counted: recorded by the case officer, shown beside what the applicant and the tester counted.
@Path("/cases/{id}/evaluations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("case-officer")
@RunOnVirtualThread
@Tag(name = "3 Assessment")
public class EvaluationResource {

    private final Counting counting;
    private final Assessing assessing;
    private final SeparationOfDuties duties;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    EvaluationResource(
            Counting counting,
            Assessing assessing,
            SeparationOfDuties duties,
            AuditTrail audit,
            Caller caller,
            Clock clock) {
        this.counting = counting;
        this.assessing = assessing;
        this.duties = duties;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @RolesAllowed("case-officer")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "recordEvaluation",
            summary = "Record the counts that you accept",
            description =
                    "Role `case-officer`, only who claimed the case. Counts, never percentages, for a suite that a threshold"
                            + " names; thresholds are computed from the newest ACCEPTED count. What the tester counted comes from the"
                            + " tester, what the applicant counted from its dossier: 403 for both here. The answer shows every"
                            + " threshold.")
    public List<ThresholdView> evaluate(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = RecordEvaluation.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "accepted count",
                                                            value = RecordEvaluation.EXAMPLE)))
                    @Valid
                    @NotNull
                    RecordEvaluation command) {
        CaseFile file = CaseFile.locked(id);
        file.requireUnderAssessmentBy(caller.id());
        duties.requireNoConflict(id, caller.id());
        counting.recordAccepted(file, command, caller.id(), clock.instant());
        Map<String, Object> facts = command.facts();
        facts.put("applicationId", file.applicationId());
        audit.record("evaluation.recorded", "cases/" + id, caller.id(), facts);
        return assessing.thresholds(file);
    }

    @GET
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
            operationId = "listEvaluations",
            summary = "Compare what everybody counted",
            description =
                    "Every reviewer and auditor. The applicant's counts (from its dossier), the tester's and the accepted ones"
                            + " side by side, with who recorded them and when; earlier counts stay.")
    public List<EvaluationView> evaluations(@PathParam("id") UUID id) {
        return counting.evaluations(CaseFile.of(id));
    }
}
