package org.llmregistry.review.queue;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseView;
import org.llmregistry.review.casefile.Cases;

/// Taking a case and giving it back.
@Path("/cases/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("case-officer")
@RunOnVirtualThread
@Tag(name = "1 Queue")
public class ClaimResource {

    private final Cases cases;
    private final Claiming claiming;
    private final AuditTrail audit;
    private final Caller caller;

    ClaimResource(Cases cases, Claiming claiming, AuditTrail audit, Caller caller) {
        this.cases = cases;
        this.claiming = claiming;
        this.audit = audit;
        this.caller = caller;
    }

    @POST
    @Path("/claim")
    @RolesAllowed("case-officer")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "claimCase",
            summary = "Claim a case",
            description =
                    "Role `case-officer`. Of two who claim at the same time one wins, the other gets 409. Next: record evaluations and"
                            + " verdicts. Who claims a case may neither recommend nor decide on it, not even after giving it back.")
    public CaseView claim(@PathParam("id") UUID id) {
        return claiming.claim(CaseFile.locked(id), caller.id(), "case.claimed", caller.id(), Map.of());
    }

    @POST
    @Path("/release")
    @RolesAllowed("case-officer")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "releaseCase",
            summary = "Give a claimed case back",
            description =
                    "Role `case-officer`, only who claimed it. What was recorded stays; another officer can claim the case.")
    public CaseView release(@PathParam("id") UUID id) {
        CaseFile file = CaseFile.locked(id);
        file.release(caller.id());
        audit.record("case.released", "cases/" + id, caller.id(), Map.of("applicationId", file.applicationId()));
        return cases.view(file);
    }
}
