package org.llmregistry.review.question;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Where leads find the questions that wait for them.
@Path("/information-requests")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "1 Queue")
public class QuestionQueueResource {

    @GET
    @RolesAllowed({"review-lead", "auditor"})
    @Operation(
            operationId = "listDraftedInformationRequests",
            summary = "List the drafts that wait for a lead",
            description = "Roles `review-lead`, `auditor`: the oldest 200.")
    public List<InformationRequestView> drafted() {
        List<Question> questions = Question.ofDrafts();
        return InformationRequest.drafted().stream()
                .map(request -> request.toView(questions))
                .toList();
    }
}
