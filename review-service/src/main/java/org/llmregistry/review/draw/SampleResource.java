package org.llmregistry.review.draw;

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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.duty.Duty;
import org.llmregistry.review.duty.SeparationOfDuties;

/// Draws samples that neither side steers, and tells what a sample shows.
@Path("/cases/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"case-officer", "tester"})
@RunOnVirtualThread
@Tag(name = "3 Assessment")
public class SampleResource {

    private final Drawing drawing;
    private final Assessing assessing;
    private final SeparationOfDuties duties;
    private final Caller caller;

    SampleResource(Drawing drawing, Assessing assessing, SeparationOfDuties duties, Caller caller) {
        this.drawing = drawing;
        this.assessing = assessing;
        this.duties = duties;
        this.caller = caller;
    }

    /// Which sample is going to be drawn. Its size is part of the commitment: a larger draw begins with the items of a
    /// smaller one, so a size chosen later would choose items.
    public record CommitDraw(
            @NotBlank @Size(max = 60) String suite,

            @Schema(description = "Items to draw") @Min(1) @Max(100_000)
            int size,

            @Schema(description = "Required when the suite was drawn before: why it is drawn again")
            @Size(min = 1, max = 2000)
            @Nullable
            String reason) {

        static final String EXAMPLE = """
                {"suite": "content-safety", "size": 1000}""";
    }

    @POST
    @Path("/draws")
    @RolesAllowed({"case-officer", "tester"})
    @Transactional
    @Idempotent
    @ResponseStatus(201)
    @APIResponseSchema(value = DrawView.class, responseCode = "201", responseDescription = "The commitment")
    @APIResponse(responseCode = "409", description = "An earlier draw of the suite waits for its bank")
    @Operation(
            operationId = "commitDraw",
            summary = "Commit to a secret for a draw",
            description =
                    "Role `case-officer`, who claimed the case; while it is tested, role `tester`. Publishes SHA-256 of a fresh"
                            + " secret to the vendor and the audit log, before the digest of the bank is known. One secret serves"
                            + " one draw, one draw of a suite is open at a time, and who draws a suite again says why. Next: the"
                            + " vendor hands in the digest of its bank, which draws the items.")
    public DrawView commit(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = CommitDraw.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "content safety",
                                                            value = CommitDraw.EXAMPLE)))
                    @Valid
                    @NotNull
                    CommitDraw command) {
        CaseFile file = CaseFile.locked(id);
        if (file.status() == CaseStatus.TESTING && caller.has("tester")) {
            duties.perform(id, caller.id(), Duty.TESTER);
        } else {
            file.requireUnderAssessmentBy(caller.id());
            duties.requireNoConflict(id, caller.id());
        }
        return drawing.commit(file, command, caller.id()).toView();
    }

    @POST
    @Path("/draws/{number}/disclosure")
    @RolesAllowed("case-officer")
    @Transactional
    @Idempotent
    @APIResponseSchema(value = DrawView.class, responseDescription = "The draw with its secret")
    @APIResponse(responseCode = "409", description = "Not drawn yet, or disclosed already")
    @Operation(
            operationId = "discloseDraw",
            summary = "Open the secret of a draw before the report",
            description =
                    "Role `case-officer`, who claimed the case: when the vendor must know the drawn items, to send them. From"
                            + " then on it can repeat the draw, and the audit log holds the secret. With the recommendation every draw"
                            + " is opened by itself.")
    public DrawView disclose(@PathParam("id") UUID id, @PathParam("number") int number) {
        CaseFile file = CaseFile.locked(id);
        file.requireUnderAssessmentBy(caller.id());
        duties.requireNoConflict(id, caller.id());
        return drawing.disclose(file, number, caller.id()).toView();
    }

    @GET
    @Path("/draws")
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
            operationId = "listDraws",
            summary = "List the draws of a case",
            description = "Every reviewer and auditor, in their order, each with its items once they are drawn.")
    public List<DrawView> draws(@PathParam("id") UUID id) {
        CaseFile.of(id);
        return SampleDraw.ofCase(id).stream().map(SampleDraw::toView).toList();
    }

    @GET
    @Path("/draws/{number}")
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
            operationId = "getDraw",
            summary = "Read a draw",
            description = "Every reviewer and auditor. Before the draw the secret is absent.")
    public DrawView get(@PathParam("id") UUID id, @PathParam("number") int number) {
        return SampleDraw.of(id, number).toView();
    }

    @GET
    @Path("/samples")
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
            operationId = "judgeSamples",
            summary = "Tell what each accepted sample shows",
            description =
                    "Every reviewer and auditor. Beside the scheme's rule on the sampled share: the exact bounds of the"
                            + " real share at 95 %, ACCEPT, REJECT or SAMPLE_TOO_SMALL, how often the scheme's rule errs with this"
                            + " sample, and the size that would tell. Several parts are judged together by Holm's rule. The"
                            + " scheme's rule stays the one that decides.")
    public List<SampleView> samples(@PathParam("id") UUID id) {
        return assessing.sampled(CaseFile.of(id)).stream()
                .flatMap(SampleView::of)
                .toList();
    }
}
