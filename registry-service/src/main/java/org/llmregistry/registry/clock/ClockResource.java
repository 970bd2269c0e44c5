package org.llmregistry.registry.clock;

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
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.registry.application.Application;
import org.llmregistry.registry.review.Clocks;

/// How much of its time the authority has used, and how much the vendor.
@Path("/applications/{id}/clocks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("vendor")
@RunOnVirtualThread
@Tag(name = "4 Applications")
public class ClockResource {

    private final Clocks clocks;
    private final Caller caller;

    ClockResource(Clocks clocks, Caller caller) {
        this.clocks = clocks;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "listClocks",
            summary = "Read the authority's clocks",
            description =
                    "Role `vendor`, for an application of your own: days that the authority used, days that you used, for what"
                            + " a clock stands still, and the last day. Read from the history of the case at this moment. Empty until"
                            + " the application is submitted.")
    public List<Clocks.Clock> list(@PathParam("id") UUID id) {
        Application application = Application.requireOf(caller.requireVendor(), id);
        return application.submittedAt() == null ? List.of() : clocks.of(id);
    }
}
