package org.llmregistry.audit.rebuild;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.audit.rebuild.Rebuilds.Kind;
import org.llmregistry.kernel.copy.QueryLines;
import org.llmregistry.kernel.problem.Refusal;

/// States of applications and licences from the log alone.
@Path("/rebuilds")
@RolesAllowed("auditor")
@RunOnVirtualThread
@Tag(name = "6 Rebuild")
public class RebuildResource {

    private static final String LINE =
            "`{\"subject\": …, \"status\": …, \"events\": …}` for each, in the order of the subjects' bytes";

    private final Rebuilds rebuilds;

    RebuildResource(Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    @GET
    @Path("/applications")
    @Produces(QueryLines.NDJSON)
    @APIResponse(
            responseCode = "200",
            description = LINE,
            content = @Content(mediaType = QueryLines.NDJSON, schema = @Schema(type = SchemaType.STRING)))
    @Operation(
            operationId = "rebuildApplications",
            summary = "Rebuild the state of every application",
            description =
                    "Role `auditor`. `diff` it with `GET /states/applications` of registry-service: a line on one side only, or another"
                            + " status, was changed past the log. Another number of `events` that goes away was on its way.")
    public StreamingOutput applications() {
        return rebuilds.all(Kind.APPLICATIONS);
    }

    @GET
    @Path("/licences")
    @Produces(QueryLines.NDJSON)
    @APIResponse(
            responseCode = "200",
            description = LINE,
            content = @Content(mediaType = QueryLines.NDJSON, schema = @Schema(type = SchemaType.STRING)))
    @Operation(
            operationId = "rebuildLicences",
            summary = "Rebuild the state of every licence",
            description =
                    "Role `auditor`. `diff` it with `GET /states/licences` of registry-service, as for applications.")
    public StreamingOutput licences() {
        return rebuilds.all(Kind.LICENCES);
    }

    @GET
    @Path("/applications/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rebuildApplication",
            summary = "Rebuild the state of one application, move by move",
            description = "Role `auditor`. Each move with the entry that tells it.")
    public Rebuild application(
            @Parameter(example = "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c01") @PathParam("id") @Size(max = 100) String id)
            throws SQLException {
        return found(Kind.APPLICATIONS, id);
    }

    @GET
    @Path("/licences/{number}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rebuildLicence",
            summary = "Rebuild the state of one licence, move by move",
            description = "Role `auditor`. Each move with the entry that tells it.")
    public Rebuild licence(
            @Parameter(example = "DEMO-2026-000001-K") @PathParam("number") @Size(max = 150) String number)
            throws SQLException {
        return found(Kind.LICENCES, number);
    }

    private Rebuild found(Kind kind, String name) throws SQLException {
        Rebuild rebuild = rebuilds.of(kind, name);
        if (rebuild.events() == 0) {
            throw Refusal.notFound("An event of " + kind.prefix + name);
        }
        return rebuild;
    }
}
