package org.llmregistry.audit.tile;

import io.quarkus.vertx.http.Compressed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.audit.series.SelectedLog;
import org.llmregistry.kernel.problem.Refusal;

/// The tree and its entries in files that never change (c2sp.org/tlog-tiles): any cache may keep them.
@Path("/tile")
@Produces(MediaType.APPLICATION_OCTET_STREAM)
@RunOnVirtualThread
@Tag(name = "2 Proofs")
public class TileResource {

    private static final int LEVELS = 7;
    private static final String PATH =
            "Groups of three digits, all but the last with an x; `.p/W` behind a partial one";

    private final Tiles tiles;
    private final PublicSize size;
    private final SelectedLog selected;

    TileResource(Tiles tiles, PublicSize size, SelectedLog selected) {
        this.tiles = tiles;
        this.size = size;
        this.selected = selected;
    }

    @GET
    @Path("/{level: [0-7]}/{path: .+}")
    @PermitAll
    @APIResponseSchema(value = byte[].class, responseDescription = "32 bytes for each hash, 8,192 when it is full")
    @APIResponse(responseCode = "404", description = "No checkpoint covers it so far, or no tile is called so")
    @Operation(
            operationId = "getTile",
            summary = "Read a tile of hashes",
            description = "Public; c2sp.org/tlog-tiles. Only complete subtrees; only what a checkpoint covers.")
    public RestResponse<byte[]> tile(
            @Parameter(example = "0") @PathParam("level") int level,
            @Parameter(description = PATH, example = "000.p/3") @PathParam("path") String path) {
        AuditLog log = selected.orFirst();
        TilePath wanted = covered(log, level, path);
        return immutable(() -> Tiles.bytes(tiles.tile(log, level, wanted.n(), wanted.width())));
    }

    @GET
    @Path("/entries/{path: .+}")
    @RolesAllowed("auditor")
    @Compressed
    @APIResponseSchema(value = byte[].class, responseDescription = "Each entry behind its length in two bytes")
    @APIResponse(responseCode = "404", description = "No checkpoint covers it so far, or no bundle is called so")
    @Operation(
            operationId = "getEntryBundle",
            summary = "Read a bundle of entries",
            description =
                    "Role `auditor`: entries name who acted on what. c2sp.org/tlog-tiles; each hashes to its place in the tile of level 0.")
    public RestResponse<byte[]> bundle(
            @Parameter(description = PATH, example = "000.p/3") @PathParam("path") String path) {
        AuditLog log = selected.orFirst();
        TilePath wanted = covered(log, 0, path);
        return immutable(() -> tiles.bundle(log, wanted.n(), wanted.width()));
    }

    private TilePath covered(AuditLog log, int level, String path) {
        return TilePath.parse(path)
                .filter(parsed -> level <= LEVELS && parsed.fits(level, size.entries(log)))
                .orElseThrow(() -> Refusal.notFound("The tile " + path));
    }

    private static RestResponse<byte[]> immutable(Supplier<byte[]> content) {
        return RestResponse.ResponseBuilder.ok(content.get())
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
