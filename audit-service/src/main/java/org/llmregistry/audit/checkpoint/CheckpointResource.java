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
import org.llmregistry.audit.series.SelectedLog;
import org.llmregistry.audit.witness.Witnesses;
import org.llmregistry.kernel.problem.Refusal;

/// The log's signed statement about itself.
@Path("/checkpoint")
@PermitAll
@RunOnVirtualThread
@Tag(name = "2 Proofs")
public class CheckpointResource {

    private final Checkpoints checkpoints;
    private final LogKeys keys;
    private final Witnesses witnesses;
    private final SelectedLog selected;

    CheckpointResource(Checkpoints checkpoints, LogKeys keys, Witnesses witnesses, SelectedLog selected) {
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.witnesses = witnesses;
        this.selected = selected;
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
                .newest(selected.orFirst())
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
        return keys.verifierKey(selected.orFirst()) + "\n";
    }

    @GET
    @Path("/ml-dsa-key")
    @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
    @APIResponseSchema(value = String.class, responseDescription = "name+id+key, base64")
    @APIResponse(responseCode = "404", description = "This log signs with Ed25519 alone")
    @Operation(
            operationId = "getMlDsaVerifierKey",
            summary = "Read the key of the second signature",
            description =
                    "Public; ML-DSA-44 (FIPS 204), c2sp.org/tlog-cosignature type 0x06: it holds against quantum computers too. The"
                            + " verifier takes it in place of the other.")
    public String mlDsaKey() {
        return keys.secondVerifierKey(selected.orFirst()).orElseThrow(() -> Refusal.notFound("An ML-DSA key")) + "\n";
    }

    @GET
    @Path("/witnesses")
    @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
    @APIResponseSchema(value = String.class, responseDescription = "Keys and quorum")
    @Operation(
            operationId = "getWitnessPolicy",
            summary = "Read who must have seen a checkpoint before it is public",
            description =
                    "Public; c2sp.org/tlog-policy, as `verifier.jar witnessed` takes it. `quorum none`: the log has no witnesses. A"
                            + " log that lies would lie here too: take the keys of the witnesses from the witnesses.")
    public String witnesses() {
        return witnesses.policy().text();
    }
}
