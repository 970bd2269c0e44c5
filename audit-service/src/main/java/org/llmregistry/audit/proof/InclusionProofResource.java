package org.llmregistry.audit.proof;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.audit.series.SelectedLog;
import org.llmregistry.kernel.problem.Refusal;

/// A file that proves, offline, that an entry is in the log.
@Path("/entries")
@PermitAll
@RunOnVirtualThread
@Tag(name = "2 Proofs")
public class InclusionProofResource {

    private final InclusionProofs proofs;
    private final SelectedLog selected;

    InclusionProofResource(InclusionProofs proofs, SelectedLog selected) {
        this.proofs = proofs;
        this.selected = selected;
    }

    @GET
    @Path("/{index}/proof")
    @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
    @APIResponseSchema(
            value = String.class,
            responseDescription = "Index, hashes, and the checkpoint that they lead to")
    @APIResponse(responseCode = "404", description = "No checkpoint covers the entry so far; there is one each second")
    @Operation(
            operationId = "getProof",
            summary = "Read the proof that an entry is in the log",
            description = "Public: it holds hashes only. c2sp.org/tlog-proof@v1, verified with the bytes of the entry"
                    + " (`/entries/{index}/leaf`), the key of the log and nothing else.")
    public String proof(@PathParam("index") @Min(0) long index) {
        return proofs.of(selected.orFirst(), index)
                .orElseThrow(() -> Refusal.notFound("A checkpoint that covers entry " + index));
    }
}
