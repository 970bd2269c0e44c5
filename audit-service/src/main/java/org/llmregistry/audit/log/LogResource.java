package org.llmregistry.audit.log;

import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.audit.series.Logs;
import org.llmregistry.audit.series.SelectedLog;

/// What anybody may know of the log without signing in.
@Path("/log")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LogResource {

    /// By way of the primary key: a log that is signed each second has millions of checkpoints.
    private static final String GROWTH = """
            WITH newest AS (SELECT log_id, size FROM publication WHERE log_id = ? ORDER BY size DESC LIMIT 1)
            SELECT DISTINCT near.size, near.signed_at FROM newest
            CROSS JOIN generate_series(0, 100) AS step
            CROSS JOIN LATERAL (SELECT c.size, c.signed_at FROM publication p JOIN checkpoint c USING (log_id, size)
              WHERE log_id = newest.log_id AND p.size >= newest.size * step / 100 ORDER BY p.size LIMIT 1) AS near
            ORDER BY near.size""";

    private final AgroalDataSource database;
    private final Logs logs;
    private final SelectedLog selected;

    LogResource(AgroalDataSource database, Logs logs, SelectedLog selected) {
        this.database = database;
        this.logs = logs;
        this.selected = selected;
    }

    /// Size and root hash of the log at one moment.
    public record TreeHeadView(
            @Schema(description = "Number of entries", examples = "813")
            long size,

            @Schema(
                    description = "Base64 of the Merkle tree hash (RFC 6962, SHA-256)",
                    examples = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
            String rootHash,

            @Schema(description = "When the log last grew") Instant grownAt) {}

    /// How large the log was when.
    @Schema(description = "A checkpoint that was public")
    public record GrowthPoint(long size, Instant signedAt) {}

    @GET
    @Path("/growth")
    @PermitAll
    @Tag(name = "3 Tree head")
    @Operation(
            operationId = "getGrowth",
            summary = "Read how the log grew",
            description =
                    "Public. At most 101 checkpoints, evenly spread over the entries, oldest first; the last one is the newest.")
    public List<GrowthPoint> growth() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(GROWTH)) {
            query.setShort(1, selected.orFirst().id());
            List<GrowthPoint> points = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    points.add(new GrowthPoint(
                            row.getLong(1),
                            row.getObject(2, OffsetDateTime.class).toInstant()));
                }
            }
            return points;
        }
    }

    @GET
    @Path("/tree-head")
    @PermitAll
    @Tag(name = "3 Tree head")
    @Operation(
            operationId = "getTreeHead",
            summary = "Read size and root hash of the log",
            description =
                    "Public. Keep it: a later log whose first `size` entries do not hash to `rootHash` was tampered with.")
    public TreeHeadView treeHead() {
        Logs.State state = logs.state(selected.orFirst());
        return new TreeHeadView(state.size(), state.root().base64(), state.grownAt());
    }
}
