package org.llmregistry.review.hearing;

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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.duty.Duty;
import org.llmregistry.review.duty.SeparationOfDuties;

/// Tells the applicant what is intended, and reads what it says.
@Path("/cases/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("decision-maker")
@RunOnVirtualThread
@Tag(name = "6 Decision")
public class HearingResource {

    private final Hearings hearings;
    private final SeparationOfDuties duties;
    private final Caller caller;

    HearingResource(Hearings hearings, SeparationOfDuties duties, Caller caller) {
        this.hearings = hearings;
        this.duties = duties;
        this.caller = caller;
    }

    /// What is intended, and why; the applicant reads it.
    public record GiveNotice(
            Hearing.@NotNull Intended intendedOutcome,
            @NotBlank @Size(max = 20_000) String reasons) {
        static final String EXAMPLE = """
                {"intendedOutcome": "REFUSED", "reasons": "By clause 9.4 the model answers 21 of 300 questions that it should refuse."}""";
    }

    @POST
    @Path("/hearings")
    @RolesAllowed("decision-maker")
    @Transactional
    @Idempotent
    @ResponseStatus(201)
    @APIResponseSchema(value = Hearing.View.class, responseCode = "201", responseDescription = "The notice")
    @Operation(
            operationId = "giveNotice",
            summary = "Hear the applicant before a decision against it",
            description =
                    "Role `decision-maker`, a person who did nothing else on the case. Where the scheme asks for it: before a"
                            + " refusal, before conditions. The applicant may speak once, within the days of the scheme; the case can"
                            + " be decided when it did or the last day has passed. Next: decide.")
    public Hearing.View notice(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = GiveNotice.class),
                                            examples = @ExampleObject(name = "refusal", value = GiveNotice.EXAMPLE)))
                    @Valid
                    @NotNull
                    GiveNotice command) {
        CaseFile file = CaseFile.locked(id);
        file.requireState(CaseStatus.DECISION_PROPOSED, CaseStatus.REFUSED);
        duties.perform(id, caller.id(), Duty.DECISION);
        return hearings.notice(file, command.intendedOutcome(), command.reasons(), caller.id())
                .toView();
    }

    @GET
    @Path("/hearings")
    @RolesAllowed({
        "case-officer",
        "second-reader",
        "central-reviewer",
        "decision-maker",
        "appeal-panel",
        "review-lead",
        "auditor"
    })
    @Operation(
            operationId = "listHearings",
            summary = "Read the notices and what the applicant said",
            description = "Every reviewer and auditor, in order.")
    public List<Hearing.View> list(@PathParam("id") UUID id) {
        CaseFile.of(id);
        return Hearing.ofCase(id).stream().map(Hearing::toView).toList();
    }
}
