package org.llmregistry.audit.export;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.audit.entry.Entry;
import org.llmregistry.audit.entry.EntryFilter;
import org.llmregistry.audit.entry.EntryResource.Order;
import org.llmregistry.audit.entry.OwnEvents;
import org.llmregistry.audit.tile.PublicSize;
import org.llmregistry.kernel.copy.QueryLines;

/// All that a search finds, in one stream for other tools.
@Path("/exports/entries")
@RolesAllowed("auditor")
@RunOnVirtualThread
@Tag(name = "5 Take away")
public class EntryExportResource {

    private static final int STEP = 500;

    private final PublicSize size;
    private final OwnEvents events;

    EntryExportResource(PublicSize size, OwnEvents events) {
        this.size = size;
        this.events = events;
    }

    @GET
    @Produces(QueryLines.NDJSON)
    @APIResponse(
            responseCode = "200",
            description =
                    "`{\"index\": …, \"leafHash\": …, \"leaf\": …}` in each line, and `{\"entries\": …, \"size\": …}` in the last one:"
                            + " without it the stream broke off. The bytes of `leaf` are those that were hashed.",
            content = @Content(mediaType = QueryLines.NDJSON, schema = @Schema(type = SchemaType.STRING)))
    @Operation(
            operationId = "exportEntries",
            summary = "Take away all that a search finds",
            description =
                    "Role `auditor`. The filters are those of the search; without one it is the whole log. Oldest first; only what"
                            + " a checkpoint covers, so that each entry has a proof (`/entries/{index}/proof`). That it was taken is an event of its own.")
    public StreamingOutput export(@BeanParam @Valid EntryFilter filter) {
        filter.from(-1, Order.asc); // a fault of the filter is told before the first line
        long covered = size.entries();
        events.record("log.entries-exported", filter.asked());
        return output -> write(filter, covered, output);
    }

    private static void write(EntryFilter filter, long covered, OutputStream output) throws IOException {
        long written = 0;
        List<Entry> rows = after(filter, -1, covered);
        while (!rows.isEmpty()) {
            for (Entry entry : rows) {
                line(entry, output);
            }
            written += rows.size();
            rows = after(filter, rows.getLast().index(), covered);
        }
        output.write(
                "{\"entries\":%d,\"size\":%d}\n".formatted(written, covered).getBytes(StandardCharsets.US_ASCII));
    }

    /// In a transaction of its own: none lasts as long as the slowest reader.
    private static List<Entry> after(EntryFilter filter, long index, long covered) {
        return QuarkusTransaction.requiringNew()
                .call(() -> filter.from(index, Order.asc).page(0, STEP).list().stream()
                        .takeWhile(entry -> entry.index() < covered)
                        .toList());
    }

    private static void line(Entry entry, OutputStream output) throws IOException {
        output.write("{\"index\":%d,\"leafHash\":\"%s\",\"leaf\":"
                .formatted(entry.index(), Base64.getEncoder().encodeToString(entry.leafHash()))
                .getBytes(StandardCharsets.US_ASCII));
        output.write(entry.body());
        output.write('}');
        output.write('\n');
    }
}
