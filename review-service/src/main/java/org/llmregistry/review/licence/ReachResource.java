package org.llmregistry.review.licence;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.registry.LicenceReach;

/// Whom an order would reach, before anybody proposes one: a proposal tells the holder.
@Path("/cases/{id}/reach")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "9 Orders")
public class ReachResource {

    private final LicenceReach reach;

    ReachResource(LicenceReach reach) {
        this.reach = reach;
    }

    @GET
    @RolesAllowed({"decision-maker", "duty-officer", "review-lead", "auditor"})
    @APIResponseSchema(value = LicenceReach.Reach.class, responseDescription = "Whom an order would reach")
    @APIResponse(responseCode = "409", description = "No licence was granted in the case")
    @APIResponse(responseCode = "503", description = "The registry does not answer")
    @Operation(
            operationId = "getLicenceReach",
            summary = "See whom an order on a licence would reach",
            description =
                    "Roles `decision-maker`, `duty-officer`, `review-lead`, `auditor`. A dry run before an order is proposed:"
                            + " nothing changes and nobody is told. Derived models, licences and registrations that rest on the"
                            + " licence, vendors who would be told; as the registry knows them now. 503 while it does not answer.")
    public LicenceReach.Reach reach(@PathParam("id") UUID id) {
        CaseFile file = CaseFile.of(id);
        LicensedCases.requireLicence(file);
        return reach.of(LicensedCases.applicationOf(file));
    }
}
