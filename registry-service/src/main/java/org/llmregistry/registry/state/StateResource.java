package org.llmregistry.registry.state;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.kernel.copy.QueryLines;

/// What this database says of every application and licence. audit-service makes the same lines from the log alone
/// (`/rebuilds`): where the two differ, one of them was changed.
@Path("/states")
@RolesAllowed("auditor")
@RunOnVirtualThread
@Tag(name = "For auditors")
public class StateResource {

    private static final String LINE =
            "`{\"subject\": …, \"status\": …, \"events\": …}` for each, in the order of the subjects' bytes; `events`:"
                    + " how many this service recorded of it";

    private final QueryLines lines;

    StateResource(QueryLines lines) {
        this.lines = lines;
    }

    @GET
    @Path("/applications")
    @Produces(QueryLines.NDJSON)
    @APIResponse(
            responseCode = "200",
            description = LINE,
            content = @Content(mediaType = QueryLines.NDJSON, schema = @Schema(type = SchemaType.STRING)))
    @Operation(
            operationId = "listApplicationStates",
            summary = "Read the state of every application",
            description = "Role `auditor`. `diff` it with `GET /rebuilds/applications` of audit-service.")
    public StreamingOutput applications() {
        return lines("SELECT 'applications/' || id AS subject, status FROM application");
    }

    @GET
    @Path("/licences")
    @Produces(QueryLines.NDJSON)
    @APIResponse(
            responseCode = "200",
            description = LINE,
            content = @Content(mediaType = QueryLines.NDJSON, schema = @Schema(type = SchemaType.STRING)))
    @Operation(
            operationId = "listLicenceStates",
            summary = "Read the state of every licence",
            description = "Role `auditor`. `diff` it with `GET /rebuilds/licences` of audit-service.")
    public StreamingOutput licences() {
        return lines("SELECT 'licences/' || number AS subject, status FROM licence");
    }

    private StreamingOutput lines(String things) {
        return lines.of("""
                SELECT json_build_object('subject', subject, 'status', status, 'events', coalesce(last, 0))
                FROM (%s) AS thing LEFT JOIN audit_sequence USING (subject) ORDER BY subject COLLATE "C\"""".formatted(things));
    }
}
