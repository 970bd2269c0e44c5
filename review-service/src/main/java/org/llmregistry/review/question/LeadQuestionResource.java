package org.llmregistry.review.question;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
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

/// A lead looks at drafted questions before the vendor does.
@Path("/cases/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("review-lead")
@RunOnVirtualThread
@Tag(name = "3 Assessment")
public class LeadQuestionResource {

    private final Asking asking;
    private final Caller caller;

    LeadQuestionResource(Asking asking, Caller caller) {
        this.asking = asking;
        this.caller = caller;
    }

    /// Why the questions do not go out.
    public record RejectQuestions(
            @NotBlank @Size(max = 2000) String reason) {
        static final String EXAMPLE = """
                {"reason": "The first question was answered in the dossier, section 4."}""";
    }

    @POST
    @Path("/information-requests/{number}/approval")
    @RolesAllowed("review-lead")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "sendInformationRequest",
            summary = "Send the questions to the vendor",
            description =
                    "Role `review-lead`, another person than who drafted them. The clock stops; the vendor has for each item"
                            + " the days that the draft or else the scheme gives. What is not answered in time lets the application"
                            + " lapse.")
    public InformationRequestView send(@PathParam("id") UUID id, @PathParam("number") int number) {
        return asking.send(CaseFile.locked(id), number, caller.id()).toView();
    }

    @POST
    @Path("/information-requests/{number}/rejection")
    @RolesAllowed("review-lead")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "rejectInformationRequest",
            summary = "Keep questions from going out",
            description =
                    "Role `review-lead`, another person than who drafted them, with a reason. The draft uses no round; the"
                            + " officer may draft another.")
    public InformationRequestView reject(
            @PathParam("id") UUID id,
            @PathParam("number") int number,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = RejectQuestions.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "answered before",
                                                            value = RejectQuestions.EXAMPLE)))
                    @Valid
                    @NotNull
                    RejectQuestions command) {
        return asking.reject(CaseFile.locked(id), number, command.reason(), caller.id())
                .toView();
    }
}
