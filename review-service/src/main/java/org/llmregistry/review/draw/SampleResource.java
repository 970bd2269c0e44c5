package org.llmregistry.review.draw;

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
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
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
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.sampling.Draw;

/// Draws samples that neither side steers, and tells what a sample shows.
@Path("/cases/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"case-officer", "tester"})
@RunOnVirtualThread
@Tag(name = "3 Assessment")
public class SampleResource {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Assessing assessing;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    SampleResource(Assessing assessing, AuditTrail audit, Caller caller, Clock clock) {
        this.assessing = assessing;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /// Which sample is going to be drawn.
    public record CommitDraw(@NotBlank @Size(max = 60) String suite) {
        static final String EXAMPLE = """
                {"suite": "content-safety"}""";
    }

    @POST
    @Path("/draws")
    @RolesAllowed({"case-officer", "tester"})
    @Transactional
    @Idempotent
    @ResponseStatus(201)
    @APIResponseSchema(value = DrawView.class, responseCode = "201", responseDescription = "The commitment")
    @Operation(
            operationId = "commitDraw",
            summary = "Commit to a secret for a draw",
            description =
                    "Roles `case-officer`, `tester`. Publishes SHA-256 of a fresh secret before the digest of the bank is"
                            + " known, and writes it to the audit log. One secret serves one draw. Next: the vendor's bank digest.")
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
        SampleDraw draw = new SampleDraw(id, command.suite(), Draw.Secret.fresh(RANDOM), caller.id(), clock.instant());
        draw.persistAndFlush();
        record("draw.committed", file, draw, Map.of());
        return draw.toView();
    }

    @POST
    @Path("/draws/{number}/items")
    @RolesAllowed({"case-officer", "tester"})
    @Transactional
    @Idempotent
    @Operation(
            operationId = "drawSample",
            summary = "Draw the items and reveal the secret",
            description =
                    "Roles `case-officer`, `tester`. The items are a function of the committed secret and the bank's"
                            + " digest: neither side could choose them, and anybody can draw the same ones again.")
    public DrawView draw(
            @PathParam("id") UUID id,
            @PathParam("number") int number,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = DrawSample.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "1,000 of 20,000",
                                                            value = DrawSample.EXAMPLE)))
                    @Valid
                    @NotNull
                    DrawSample command) {
        CaseFile file = CaseFile.locked(id);
        SampleDraw draw = SampleDraw.of(id, number);
        draw.draw(command, caller.id(), clock.instant());
        SampleDraw.flush();
        record(
                "draw.made",
                file,
                draw,
                Map.of("bankDigest", command.bankDigest(), "population", command.population(), "size", command.size()));
        return draw.toView();
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
        return assessing.thresholds(CaseFile.of(id)).stream()
                .filter(held -> held.threshold().isSampledShare())
                .flatMap(SampleView::of)
                .toList();
    }

    private void record(String event, CaseFile file, SampleDraw draw, Map<String, Object> more) {
        Map<String, Object> facts = new HashMap<>(more);
        facts.put("applicationId", file.applicationId());
        facts.put("draw", draw.number());
        facts.put("suite", draw.suite());
        facts.put("commitment", draw.commitment());
        audit.record(event, "cases/" + file.id(), caller.id(), facts);
    }
}
