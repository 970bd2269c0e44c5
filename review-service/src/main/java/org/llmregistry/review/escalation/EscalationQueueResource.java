package org.llmregistry.review.escalation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Where those who are asked find the questions.
@Path("/escalations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "1 Queue")
public class EscalationQueueResource {

    @GET
    @RolesAllowed({"review-lead", "central-reviewer", "auditor"})
    @Operation(
            operationId = "listWaitingEscalations",
            summary = "List the questions that wait for advice",
            description = "Roles `review-lead`, `central-reviewer`, `auditor`: the oldest 200.")
    public List<Escalation.View> waiting() {
        return Escalation.waiting().stream().map(Escalation::toView).toList();
    }
}
