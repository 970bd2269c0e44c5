package org.llmregistry.review.casefile;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
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
import org.llmregistry.review.duty.Duty;
import org.llmregistry.review.duty.SeparationOfDuties;
import org.llmregistry.review.scheme.Scheme;

/// Reading a case, and intake: accepting it or sending it back.
@Path("/cases/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CaseResource {

    private final Cases cases;
    private final SeparationOfDuties duties;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;
    private final ObjectMapper json;

    CaseResource(
            Cases cases, SeparationOfDuties duties, AuditTrail audit, Caller caller, Clock clock, ObjectMapper json) {
        this.cases = cases;
        this.duties = duties;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
        this.json = json;
    }

    /// All defects at once: the vendor mends them in one go.
    public record ReturnCase(@NotEmpty @Size(max = 200) List<@Valid @NotNull Defect> defects) {

        static final String EXAMPLE = """
                {"defects": [{"pointer": "/documents/0", "rule": "signature", "detail": "The security assessment report is not signed."},
                             {"pointer": "/corpus/1/sampled", "rule": "sample", "detail": "Tell how many items were sampled."}]}""";

        /// @param pointer place in the dossier (JSON Pointer)
        /// @param rule    stable id of the rule
        /// @param detail  what is wrong and how to mend it; the vendor reads it
        @Schema(name = "Defect")
        public record Defect(
                @NotNull @Size(max = 200) String pointer,
                @NotNull @Size(min = 1, max = 60) String rule,
                @NotNull @Size(min = 1, max = 2000) String detail) {}
    }

    @GET
    @RolesAllowed({
        "intake-officer",
        "case-officer",
        "second-reader",
        "tester",
        "central-reviewer",
        "decision-maker",
        "appeal-panel",
        "review-lead",
        "auditor"
    })
    @Tag(name = "1 Queue")
    @Operation(
            operationId = "getCase",
            summary = "Read a case",
            description =
                    "Every reviewer and auditor. `nextActions` tells what can be done now, by which role, and why you may not.")
    public CaseView get(@PathParam("id") UUID id) {
        return cases.show(CaseFile.of(id));
    }

    @POST
    @Path("/acceptance")
    @RolesAllowed("intake-officer")
    @Transactional
    @Idempotent
    @Tag(name = "2 Intake")
    @Operation(
            operationId = "acceptCase",
            summary = "Accept a complete application",
            description =
                    "Role `intake-officer`. Pins the scheme version in force today and starts the clock; the vendor sees it."
                            + " Next: a case officer claims the case. Who accepts a case may not decide it.")
    public CaseView accept(@PathParam("id") UUID id) {
        CaseFile file = CaseFile.locked(id);
        Scheme scheme = cases.schemeInForce(file);
        String track = file.appliedFor().track();
        if (!scheme.isCompetent(file.office(), track)) {
            throw Refusal.of(
                    ReviewProblem.OFFICE_NOT_COMPETENT,
                    "The office of %s does not take in track %s.".formatted(file.office(), track));
        }
        List<String> kinds = scheme.track(track).orElseThrow().kinds();
        if (!kinds.contains(file.appliedFor().kind())) {
            throw Refusal.of(
                    ReviewProblem.KIND_NOT_OFFERED, "Track %s offers %s.".formatted(track, String.join(", ", kinds)));
        }
        cases.accept(file, caller.id(), Map.of(), clock.instant());
        duties.perform(id, caller.id(), Duty.INTAKE);
        return cases.view(file);
    }

    @POST
    @Path("/return")
    @RolesAllowed("intake-officer")
    @Transactional
    @Idempotent
    @Tag(name = "2 Intake")
    @Operation(
            operationId = "returnCase",
            summary = "Return an incomplete application with all its defects",
            description =
                    "Role `intake-officer`. Name every defect at once. The vendor mends them and submits again under the same"
                            + " number; the case then stands in the queue as SUBMITTED again. Where the scheme limits that time, what does not"
                            + " come again lapses after `resubmitBefore`.")
    public CaseView giveBack(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReturnCase.class),
                                            examples =
                                                    @ExampleObject(name = "two defects", value = ReturnCase.EXAMPLE)))
                    @Valid
                    @NotNull
                    ReturnCase command) {
        CaseFile file = CaseFile.locked(id);
        List<Violation> defects = command.defects().stream()
                .map(defect -> new Violation(defect.pointer(), defect.rule(), defect.detail()))
                .toList();
        Instant now = clock.instant();
        file.returnWith(defects, cases.endOfResubmission(file, now), json, now);
        duties.perform(id, caller.id(), Duty.INTAKE);
        cases.report(file, now, defects);
        audit.record(
                "case.returned",
                "cases/" + id,
                caller.id(),
                Map.of(
                        "applicationId",
                        file.applicationId(),
                        "rules",
                        defects.stream().map(Violation::rule).toList()));
        return cases.view(file);
    }
}
