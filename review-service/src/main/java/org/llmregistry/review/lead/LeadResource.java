package org.llmregistry.review.lead;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseView;
import org.llmregistry.review.casefile.Cases;
import org.llmregistry.review.clock.ClockState;
import org.llmregistry.review.deadline.ClockView;
import org.llmregistry.review.deadline.Deadlines;
import org.llmregistry.review.deadline.Extension;
import org.llmregistry.review.duty.SeparationOfDuties;
import org.llmregistry.review.queue.Claiming;

/// More time, and other hands.
@Path("/cases/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("review-lead")
@RunOnVirtualThread
@Tag(name = "1 Queue")
public class LeadResource {

    private final Cases cases;
    private final Deadlines deadlines;
    private final SeparationOfDuties duties;
    private final Claiming claiming;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    LeadResource(
            Cases cases,
            Deadlines deadlines,
            SeparationOfDuties duties,
            Claiming claiming,
            AuditTrail audit,
            Caller caller,
            Clock clock) {
        this.cases = cases;
        this.deadlines = deadlines;
        this.duties = duties;
        this.claiming = claiming;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /// Who takes the case.
    public record Assign(
            @Schema(description = "The `sub` of the officer's token, as the queue shows it", examples = "0f7c5a1e")
            @NotBlank
            @Size(max = 200)
            String officer) {
        static final String EXAMPLE = """
                {"officer": "0f7c5a1e-3d0b-4b3a-9a55-1f7a5c2b6d90"}""";
    }

    /// Why another officer takes the case.
    public record Reassign(@NotBlank @Size(max = 2000) String reason) {
        static final String EXAMPLE = """
                {"reason": "The officer is ill until March."}""";
    }

    /// More time for the authority.
    public record Extend(
            @Schema(description = "Whole days in the unit of the scheme's limit") @Min(1) @Max(3650)
            int days,

            @NotBlank @Size(max = 2000) String reason) {
        static final String EXAMPLE = """
                {"days": 10, "reason": "The joint review of the centre takes longer."}""";
    }

    @POST
    @Path("/assignment")
    @RolesAllowed("review-lead")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "assignCase",
            summary = "Give a case to an officer",
            description =
                    "Role `review-lead`, without a conflict of interest, while nobody has claimed it. What stands against a"
                            + " claim by the officer (a duty in the case, a declared conflict) stands against this too. The role"
                            + " is the sign-in's to check: who lacks it can do nothing with the case, and a lead takes it back.")
    public CaseView assign(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Assign.class),
                                            examples = @ExampleObject(name = "officer", value = Assign.EXAMPLE)))
                    @Valid
                    @NotNull
                    Assign command) {
        CaseFile file = CaseFile.locked(id);
        duties.requireNoConflict(id, caller.id());
        return claiming.claim(
                file, command.officer(), "case.assigned", caller.id(), Map.of("officer", command.officer()));
    }

    @POST
    @Path("/reassignment")
    @RolesAllowed("review-lead")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "reassignCase",
            summary = "Take a case from its officer",
            description =
                    "Role `review-lead`, with a reason, which auditors read. What was recorded stays; another officer claims the case, and"
                            + " the first one still may neither recommend nor decide on it.")
    public CaseView reassign(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Reassign.class),
                                            examples = @ExampleObject(name = "illness", value = Reassign.EXAMPLE)))
                    @Valid
                    @NotNull
                    Reassign command) {
        CaseFile file = CaseFile.locked(id);
        String officer = file.officer();
        if (officer == null) {
            throw Refusal.of(ReviewProblem.NOT_CLAIMED, "Nobody has claimed case %s.".formatted(file.number()));
        }
        file.release(officer);
        audit.record(
                caller.id(),
                new AuditTrail.Change(
                        "case.reassigned",
                        "cases/" + id,
                        Map.of("applicationId", file.applicationId(), "officer", officer),
                        Map.of("reason", command.reason())));
        return cases.view(file);
    }

    @POST
    @Path("/extension")
    @RolesAllowed("decision-maker")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "extendReview",
            summary = "Give the authority more time",
            description =
                    "Role `decision-maker`. Once per case, with a reason, by at most the days that the scheme allows, and"
                            + " only before the last day has passed: what was missed stays missed.")
    public CaseView extend(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Extend.class),
                                            examples = @ExampleObject(name = "joint review", value = Extend.EXAMPLE)))
                    @Valid
                    @NotNull
                    Extend command) {
        CaseFile file = CaseFile.locked(id);
        duties.requireNoConflict(id, caller.id());
        ClockView review = cases.view(file).clocks().stream()
                .filter(shown -> shown.code().equals("REVIEW") && shown.state() != ClockState.CLOSED)
                .findFirst()
                .orElseThrow(() -> Refusal.of(ReviewProblem.NO_EXTENSION, "No clock of the review is running."));
        Integer most = deadlines
                .reviewRule(file.schemeCode(), Objects.requireNonNull(file.schemeVersion()))
                .orElseThrow()
                .extension();
        if (most == null || command.days() > most) {
            throw Refusal.of(
                    ReviewProblem.NO_EXTENSION,
                    "The scheme allows %s."
                            .formatted(most == null ? "no extension" : "at most %d days".formatted(most)));
        }
        if (review.overdue()) {
            throw Refusal.of(ReviewProblem.NO_EXTENSION, "The last day has passed.");
        }
        if (Extension.of(id).isPresent()) {
            throw Refusal.of(ReviewProblem.NO_EXTENSION, "The case has been extended once.");
        }
        Instant now = clock.instant();
        new Extension(id, command.days(), command.reason(), caller.id(), now).persistAndFlush();
        cases.report(file, now, List.of());
        audit.record(
                "case.extended",
                "cases/" + id,
                caller.id(),
                Map.of("applicationId", file.applicationId(), "days", command.days()));
        return cases.view(file);
    }
}
