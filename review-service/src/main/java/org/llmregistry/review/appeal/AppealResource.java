package org.llmregistry.review.appeal;

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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseView;
import org.llmregistry.review.casefile.Cases;
import org.llmregistry.review.decision.Decide;

/// The panel reads the case anew and votes.
@Path("/cases/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("appeal-panel")
@RunOnVirtualThread
@Tag(name = "7 Appeal")
public class AppealResource {

    private final Cases cases;
    private final Appeals appeals;
    private final Caller caller;

    AppealResource(Cases cases, Appeals appeals, Caller caller) {
        this.cases = cases;
        this.appeals = appeals;
        this.caller = caller;
    }

    /// @param conditions that the licence has then; with REPLACED only
    public record CastVote(
            Appeal.@NotNull Outcome outcome,
            @NotBlank @Size(max = 20_000) String reasons,
            @NotNull @Size(max = 50) List<Decide.@Valid @NotNull SetCondition> conditions) {
        static final String EXAMPLE = """
                {"outcome": "REPLACED", "reasons": "The refusal rests on questions of another version.", "conditions": []}""";
    }

    @POST
    @Path("/appeal/votes")
    @RolesAllowed("appeal-panel")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "voteOnAppeal",
            summary = "Vote on the appeal against a decision",
            description =
                    "Role `appeal-panel`, a person who had no part in the case. As many members as the scheme asks for have"
                            + " to agree, on the conditions too; until then each may vote again. UPHELD: the decision stands. REPLACED:"
                            + " the panel grants, when no finding stands against it, or changes the conditions. REMITTED: the case goes"
                            + " back to the centre, or to the region on tracks of one level; another person decides it. Every decision"
                            + " stays on record.")
    public CaseView vote(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = CastVote.class),
                                            examples = @ExampleObject(name = "grant", value = CastVote.EXAMPLE)))
                    @Valid
                    @NotNull
                    CastVote command) {
        CaseFile file = CaseFile.locked(id);
        appeals.vote(file, command, caller.id());
        return cases.view(file);
    }

    @GET
    @Path("/appeal")
    @RolesAllowed({"decision-maker", "appeal-panel", "review-lead", "auditor"})
    @Operation(
            operationId = "listAppeals",
            summary = "Read the appeals of a case with their votes",
            description =
                    "Roles `decision-maker`, `appeal-panel`, `review-lead`, `auditor`. There is more than one when a case was"
                            + " remitted and decided again.")
    public List<AppealView> list(@PathParam("id") UUID id) {
        CaseFile.of(id);
        return Appeal.ofCase(id).stream()
                .map(appeal -> appeal.toView(
                        Vote.of(id, appeal.number()).stream().map(Vote::toView).toList()))
                .toList();
    }
}
