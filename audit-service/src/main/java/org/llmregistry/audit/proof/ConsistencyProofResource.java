package org.llmregistry.audit.proof;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.audit.series.SelectedLog;
import org.llmregistry.audit.tile.PublicSize;
import org.llmregistry.audit.tile.PublicTiles;
import org.llmregistry.audit.tile.TreeHashes;
import org.llmregistry.kernel.problem.Refusal;

/// A proof that the log only grew.
@Path("/log/consistency")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "2 Proofs")
public class ConsistencyProofResource {

    private final PublicSize size;
    private final PublicTiles tiles;
    private final SelectedLog selected;

    ConsistencyProofResource(PublicSize size, PublicTiles tiles, SelectedLog selected) {
        this.size = size;
        this.tiles = tiles;
        this.selected = selected;
    }

    /// Hashes that lead from one root to the other.
    @Schema(description = "Hashes that lead from one root to the other (RFC 9162, section 2.1.4)")
    public record ConsistencyProof(
            long from,
            long to,

            @Schema(description = "Base64; empty when one size is 0 or both are the same")
            List<String> hashes) {}

    @GET
    @APIResponseSchema(value = ConsistencyProof.class, responseDescription = "The proof")
    @APIResponse(responseCode = "404", description = "No checkpoint covers that size so far")
    @Operation(
            operationId = "getConsistencyProof",
            summary = "Read the proof that one tree is a prefix of another",
            description = "Public. Both sizes may be any up to that of the newest checkpoint.")
    public ConsistencyProof proof(
            @Parameter(description = "The smaller size", example = "0") @QueryParam("from") @NotNull @Min(0) Long from,
            @Parameter(description = "The larger size", example = "0") @QueryParam("to") @NotNull @Min(0) Long to) {
        if (from > to) {
            throw Refusal.invalid("from", "order", "Not more than `to`.");
        }
        AuditLog log = selected.orFirst();
        if (to > size.entries(log)) {
            throw Refusal.notFound("A checkpoint that covers size " + to);
        }
        List<String> hashes = to == 0
                ? List.of()
                : new TreeHashes(tiles.of(log), to)
                        .consistencyProof(from).stream().map(Hash::base64).toList();
        return new ConsistencyProof(from, to, hashes);
    }
}
