package org.llmregistry.audit.checkpoint;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.llmregistry.kernel.problem.Refusal;

/// The log's signed statement about itself.
@Path("/checkpoint")
@PermitAll
@RunOnVirtualThread
@Tag(name = "2 Proofs")
public class CheckpointResource {

    private final Checkpoints checkpoints;
    private final Signing signing;

    CheckpointResource(Checkpoints checkpoints, Signing signing) {
        this.checkpoints = checkpoints;
        this.signing = signing;
    }

    @GET
    @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
    @APIResponseSchema(value = String.class, responseDescription = "A signed note: origin, size, root; signatures")
    @APIResponse(responseCode = "404", description = "Nothing was signed so far")
    @Operation(
            operationId = "getCheckpoint",
            summary = "Read the newest checkpoint",
            description =
                    "Public; c2sp.org/tlog-checkpoint, signed with Ed25519, with the cosignatures of its witnesses. Keep what you read: a later checkpoint that is not"
                            + " consistent with it proves that the log was rewritten.")
    public RestResponse<String> newest() {
        String note = checkpoints
                .newest()
                .map(Checkpoints.Checkpoint::note)
                .orElseThrow(() -> Refusal.notFound("A checkpoint"));
        return RestResponse.ResponseBuilder.ok(note)
                .header("Cache-Control", "no-cache")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }

    @GET
    @Path("/key")
    @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
    @APIResponseSchema(value = String.class, responseDescription = "name+id+key, base64")
    @Operation(
            operationId = "getVerifierKey",
            summary = "Read the key that checkpoints are verified with",
            description =
                    "Public; c2sp.org/signed-note. Compare it with the one that the authority publishes elsewhere: a log that lies would"
                            + " lie here too.")
    public String key() {
        return signing.verifierKey() + "\n";
    }
}
