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
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.llmregistry.audit.append.OwnEvents;
import org.llmregistry.audit.entry.Entry;
import org.llmregistry.audit.entry.EntryFilter;
import org.llmregistry.audit.entry.EntryResource.Order;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.audit.series.SelectedLog;
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
    private final SelectedLog selected;
    private final OwnEvents events;

    EntryExportResource(PublicSize size, SelectedLog selected, OwnEvents events) {
        this.size = size;
        this.selected = selected;
        this.events = events;
    }

    @GET
    @Produces(QueryLines.NDJSON)
    @APIResponse(
            responseCode = "200",
            description =
                    "`{\"log\": …, \"index\": …, \"leafHash\": …, \"leaf\": …}` in each line, and `{\"entries\": …, \"sizes\": …}` in the last one:"
                            + " without it the stream broke off. The bytes of `leaf` are those that were hashed.",
            content = @Content(mediaType = QueryLines.NDJSON, schema = @Schema(type = SchemaType.STRING)))
    @Operation(
            operationId = "exportEntries",
            summary = "Take away all that a search finds",
            description =
                    "Role `auditor`. The filters are those of the search; without one it is everything. Oldest first; only what"
                            + " a checkpoint covers, so that each entry has a proof (`/entries/{index}/proof`). That it was taken is an event of its own.")
    public StreamingOutput export(@BeanParam @Valid EntryFilter filter) {
        filter.requireTimes(); // a fault of the filter is told before the first line
        List<Part> parts = selected.orAll().stream()
                .map(log -> new Part(log, size.entries(log)))
                .toList();
        events.record("log.entries-exported", filter.asked());
        return output -> write(filter, parts, output);
    }

    /// What of a log is covered by a checkpoint.
    private record Part(AuditLog log, long covered) {}

    private static void write(EntryFilter filter, List<Part> parts, OutputStream output) throws IOException {
        long written = 0;
        for (Part part : parts) {
            List<Entry> rows = after(filter, part, null);
            while (!rows.isEmpty()) {
                for (Entry entry : rows) {
                    line(part.log(), entry, output);
                }
                written += rows.size();
                rows = after(filter, part, EntryFilter.Place.of(rows.getLast()));
            }
        }
        String sizes = parts.stream()
                .map(part -> "\"%s\":%d".formatted(part.log().origin(), part.covered()))
                .collect(Collectors.joining(",", "{", "}"));
        output.write("{\"entries\":%d,\"sizes\":%s}\n".formatted(written, sizes).getBytes(StandardCharsets.US_ASCII));
    }

    /// In a transaction of its own: none lasts as long as the slowest reader.
    private static List<Entry> after(EntryFilter filter, Part part, EntryFilter.@Nullable Place place) {
        return QuarkusTransaction.requiringNew()
                .call(() -> filter.next(List.of(part.log()), Order.asc, place, STEP).stream()
                        .takeWhile(entry -> entry.index() < part.covered())
                        .toList());
    }

    private static void line(AuditLog log, Entry entry, OutputStream output) throws IOException {
        output.write("{\"log\":\"%s\",\"index\":%d,\"leafHash\":\"%s\",\"leaf\":"
                .formatted(log.origin(), entry.index(), Base64.getEncoder().encodeToString(entry.leafHash()))
                .getBytes(StandardCharsets.US_ASCII));
        output.write(entry.body());
        output.write('}');
        output.write('\n');
    }
}
