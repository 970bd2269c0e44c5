package org.llmregistry.review.question;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
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
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.duty.SeparationOfDuties;

/// Asks the vendor.
@Path("/cases/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"case-officer", "central-reviewer"})
@RunOnVirtualThread
@Tag(name = "3 Assessment")
public class InformationRequestResource {

    private final Asking asking;
    private final SeparationOfDuties duties;
    private final Caller caller;

    InformationRequestResource(Asking asking, SeparationOfDuties duties, Caller caller) {
        this.asking = asking;
        this.duties = duties;
        this.caller = caller;
    }

    /// Questions, numbered from 1 in their order.
    public record Ask(@NotEmpty @Size(max = 100) List<@Valid @NotNull Item> items) {

        @Schema(name = "AskItem")
        public record Item(
                @Schema(examples = "9.3") @NotBlank @Size(max = 60)
                String clause,

                @NotBlank @Size(max = 4000) String question,

                @Schema(
                        description =
                                "Days that the vendor has from the dispatch on, at most those of the scheme; absent: all of them",
                        examples = "30")
                @Min(1)
                @Max(3650)
                @Nullable
                Integer answerDays) {}

        static final String EXAMPLE = """
                {"items": [{"clause": "5.1", "question": "Which share of the web corpus was collected before 2023?"},
                           {"clause": "9.3", "question": "Send the 1,000 drawn items with their judgements.", "answerDays": 60}]}""";
    }

    /// Why an answer is not enough.
    public record Reopen(
            @NotBlank @Size(max = 2000) String reason,

            @Schema(description = "Days that the vendor has from the dispatch on; absent: all of the scheme")
            @Min(1)
            @Max(3650)
            @Nullable
            Integer answerDays) {
        static final String EXAMPLE = """
                {"reason": "The list names 900 items; the draw had 1,000."}""";
    }

    @POST
    @Path("/information-requests")
    @RolesAllowed({"case-officer", "central-reviewer"})
    @Transactional
    @Idempotent
    @ResponseStatus(201)
    @APIResponseSchema(
            value = InformationRequestView.class,
            responseCode = "201",
            responseDescription = "The drafted request")
    @Operation(
            operationId = "draftInformationRequest",
            summary = "Draft questions to the vendor",
            description =
                    "Roles `case-officer` (who claimed the case) and `central-reviewer`. Numbered items, each with its"
                            + " clause and the days for its answer; what is not answered in time lets the application lapse; rounds are limited by the scheme, one at a time. Next: a lead sends them.")
    public InformationRequestView draft(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Ask.class),
                                            examples = @ExampleObject(name = "two questions", value = Ask.EXAMPLE)))
                    @Valid
                    @NotNull
                    Ask command) {
        CaseFile file = CaseFile.locked(id);
        requireOwner(file);
        return asking.draft(file, command, caller.id()).toView();
    }

    @POST
    @Path("/information-requests/{number}/withdrawal")
    @RolesAllowed({"case-officer", "central-reviewer"})
    @Transactional
    @Idempotent
    @Operation(
            operationId = "withdrawInformationRequest",
            summary = "Take back a draft of questions",
            description =
                    "Roles `case-officer` (who claimed the case) and `central-reviewer`, while no lead has sent it. It uses no"
                            + " round.")
    public InformationRequestView withdraw(@PathParam("id") UUID id, @PathParam("number") int number) {
        CaseFile file = CaseFile.locked(id);
        requireOwner(file);
        return asking.withdraw(file, number, caller.id()).toView();
    }

    @POST
    @Path("/information-requests/{number}/items/{item}/reopening")
    @RolesAllowed({"case-officer", "central-reviewer"})
    @Transactional
    @Idempotent
    @ResponseStatus(201)
    @APIResponseSchema(
            value = InformationRequestView.class,
            responseCode = "201",
            responseDescription = "The draft that holds the item")
    @Operation(
            operationId = "reopenQuestion",
            summary = "Ask for a better answer to one item",
            description =
                    "Roles `case-officer` (who claimed the case) and `central-reviewer`, when the request was answered. The"
                            + " item is drafted again with the reason, beside other items of your own draft if there is one; the first"
                            + " answer stays. As every draft it needs a lead and uses a round. Next: a lead sends it.")
    public InformationRequestView reopen(
            @PathParam("id") UUID id,
            @PathParam("number") int number,
            @PathParam("item") int item,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Reopen.class),
                                            examples = @ExampleObject(name = "incomplete", value = Reopen.EXAMPLE)))
                    @Valid
                    @NotNull
                    Reopen command) {
        CaseFile file = CaseFile.locked(id);
        requireOwner(file);
        return asking.reopen(file, number, item, command, caller.id()).toView();
    }

    @GET
    @Path("/information-requests")
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
            operationId = "listInformationRequests",
            summary = "List the questions with their answers",
            description = "Every reviewer and auditor, in the order of the rounds.")
    public List<InformationRequestView> list(@PathParam("id") UUID id) {
        CaseFile.of(id);
        List<Question> questions = Question.ofCase(id);
        return InformationRequest.ofCase(id).stream()
                .map(request -> request.toView(questions))
                .toList();
    }

    /// The officer asks while the region assesses, the centre while it reviews.
    private void requireOwner(CaseFile file) {
        duties.requireNoConflict(file.id(), caller.id());
        if (file.status() == CaseStatus.REGIONAL_REVIEW) {
            file.requireUnderAssessmentBy(caller.id());
        } else if (file.status() == CaseStatus.CENTRAL_REVIEW && !caller.has("central-reviewer")) {
            throw Refusal.of(ReviewProblem.NOT_YOUR_CASE, "The centre asks while it reviews.");
        }
    }
}
