package org.llmregistry.review.progress;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.deadline.ClockView;
import org.llmregistry.review.deadline.Deadlines;

/// The clocks of a case, for its vendor.
@Path("/applications/{id}/clocks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("registry-service")
@RunOnVirtualThread
@Tag(name = "For the registry")
public class ClockResource {

    private final Deadlines deadlines;

    ClockResource(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    @GET
    @Operation(
            operationId = "listClocks",
            summary = "Read the clocks of an application's case",
            description =
                    "Role `registry-service`, which shows them to the vendor. Read from the case's history at this moment:"
                            + " nothing is stored, so a later replay gives the same.")
    public List<ClockView> list(@PathParam("id") UUID id) {
        CaseFile file = CaseFile.<CaseFile>find("appliedFor.applicationId", id)
                .firstResultOptional()
                .orElseThrow(() -> Refusal.notFound("A case of this application"));
        return deadlines.of(file.id(), file.schemeCode(), file.schemeVersion());
    }
}
