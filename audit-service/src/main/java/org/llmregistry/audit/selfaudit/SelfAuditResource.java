package org.llmregistry.audit.selfaudit;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.llmregistry.audit.selfaudit.SelfAudit.Kind;
import org.llmregistry.audit.series.SelectedLog;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.ContractConventions;

/// Has the log read itself again, and tells what it found.
@Path("/log/self-audits")
@RolesAllowed("auditor")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "4 Self-audit")
public class SelfAuditResource {

    private static final int SHOWN = 50;

    private final SelfAudits audits;
    private final SelectedLog selected;
    private final Caller caller;

    SelfAuditResource(SelfAudits audits, SelectedLog selected, Caller caller) {
        this.audits = audits;
        this.selected = selected;
        this.caller = caller;
    }

    @POST
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "the reading that waits: there is one at a time")
    @APIResponseSchema(value = SelfAudit.class, responseCode = "202", responseDescription = "It begins within a second")
    @Operation(
            operationId = "requestSelfAudit",
            summary = "Have the whole log read again",
            description =
                    "Role `auditor`. Every entry is hashed anew and held against its leaf hash, the columns that searches use, the"
                            + " chain of its subject, the stored tiles, every checkpoint that was ever signed and the state of the log. Ask"
                            + " for the progress at the `Location`. While one is under way, this answers with that one.")
    public RestResponse<SelfAudit> request() throws SQLException {
        SelfAudit audit = audits.request(selected.orFirst(), Kind.FULL, caller.id());
        return RestResponse.ResponseBuilder.<SelfAudit>create(RestResponse.Status.ACCEPTED)
                .entity(audit)
                .location(URI.create("/log/self-audits/" + audit.id()))
                .build();
    }

    @GET
    @Operation(
            operationId = "listSelfAudits",
            summary = "Read what the newest readings found",
            description =
                    "Role `auditor`. The newest 50 of all logs, newest first; what is new is read each minute, everything each"
                            + " night.")
    public List<SelfAudit> list() throws SQLException {
        return audits.newest(SHOWN);
    }

    @GET
    @Path("/{id}")
    @APIResponse(responseCode = "200", description = "How far it is, and what it found")
    @Operation(
            operationId = "getSelfAudit",
            summary = "Read how far a reading is and what it found",
            description = "Role `auditor`.")
    public SelfAudit get(@PathParam("id") long id) throws SQLException {
        return audits.find(id).orElseThrow(() -> Refusal.notFound("The self-audit " + id));
    }
}
