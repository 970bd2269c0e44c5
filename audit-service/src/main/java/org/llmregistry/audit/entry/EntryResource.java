package org.llmregistry.audit.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.llmregistry.audit.AuditProblem;
import org.llmregistry.audit.append.EventReader;
import org.llmregistry.audit.append.EventReader.Event;
import org.llmregistry.audit.append.GroupCommit;
import org.llmregistry.audit.append.Receipt.Receipts;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.audit.series.Logs;
import org.llmregistry.audit.series.SelectedLog;
import org.llmregistry.kernel.audit.AuditEvent;
import org.llmregistry.kernel.problem.CommonProblem;
import org.llmregistry.kernel.problem.Problem;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.ContractConventions;
import org.llmregistry.kernel.web.Cursor;
import org.llmregistry.kernel.web.Page;

/// Appending for services, searching for auditors.
@Path("/entries")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EntryResource {

    static final String BATCH = "application/cloudevents-batch+json";
    private static final int MAX_BATCH_BYTES = 4 * 1024 * 1024;
    static final String EXAMPLE = """
            [{"specversion": "1.0", "id": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c01", "source": "/registry-service",
              "type": "licence.granted", "subject": "licences/DEMO-2026-000001-K", "sequence": 1,
              "time": "2026-11-23T08:30:00.123456Z", "datacontenttype": "application/json",
              "data": {"actor": "system", "outcome": "GRANTED", "scheme": "DEMO"}}]""";

    private final GroupCommit log;
    private final SelectedLog selected;
    private final Logs logs;
    private final SecurityIdentity identity;
    private final ObjectMapper json;
    private final EventReader reader = new EventReader();

    EntryResource(GroupCommit log, SelectedLog selected, Logs logs, SecurityIdentity identity, ObjectMapper json) {
        this.log = log;
        this.selected = selected;
        this.logs = logs;
        this.identity = identity;
        this.json = json;
    }

    @POST
    @Consumes(BATCH)
    @RolesAllowed("audit-source")
    @Tag(name = "For the services")
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "id of each event")
    @Operation(
            operationId = "appendEvents",
            summary = "Append a batch of events",
            description =
                    "Role `audit-source`; a service may append events of its own `source` only. At most 256 events and 4 MiB."
                            + " Idempotent by event id. An event is taken when it is the next of its subject; the others of the batch"
                            + " are not held back by one that is refused.")
    @APIResponse(
            responseCode = "200",
            description = "One receipt per event",
            content = @Content(schema = @Schema(implementation = Receipts.class)))
    @APIResponse(
            responseCode = "422",
            description = "An event of the batch is not valid; nothing was appended",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Receipts append(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = BATCH,
                                            schema =
                                                    @Schema(type = SchemaType.ARRAY, implementation = AuditEvent.class),
                                            examples = @ExampleObject(name = "one event", value = EXAMPLE)))
                    byte[] batch) {
        // Not by annotation: its interceptor took two fifths of what the thread of a request does for one event.
        if (batch.length > MAX_BATCH_BYTES) {
            throw Refusal.of(CommonProblem.CONTENT_TOO_LARGE, "A batch has at most 4 MiB.");
        }
        List<Event> events = reader.read(batch);
        for (Event event : events) {
            if (!identity.hasRole(event.source().substring(1))) {
                throw Refusal.of(
                        AuditProblem.FOREIGN_SOURCE, "Your token does not speak for %s.".formatted(event.source()));
            }
        }
        return new Receipts(log.append(events));
    }

    @GET
    @RolesAllowed("auditor")
    @Tag(name = "1 Search")
    @Operation(
            operationId = "searchEntries",
            summary = "Search the log",
            description =
                    "Role `auditor`. Filters are joined by AND; the order is that of the logs and of the entries in them. To follow"
                            + " one case, ask for its `subject` (`cases/{id}`, `applications/{id}`, `licences/{number}`),"
                            + " `order=asc`. Below the name of a log (`/2027/entries`) that one alone is searched.")
    public Page<EntryView> search(
            @BeanParam @Valid EntryFilter filter,
            @Parameter(description = "Oldest or newest first") @QueryParam("order") @DefaultValue("asc") Order order,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        List<AuditLog> searched = selected.orAll();
        long count = filter.count(searched);
        Cursor position = filter.cursor(order);
        EntryFilter.Place after = position.read(cursor)
                .map(place ->
                        new EntryFilter.Place(Short.parseShort(place.getFirst()), Long.parseLong(place.getLast())))
                .orElse(null);
        return Page.of(
                filter.next(searched, order, after, limit + 1),
                limit,
                this::view,
                entry -> position.after(entry.log(), entry.index()),
                Page.Total.exactly(count));
    }

    @GET
    @Path("/{index}")
    @RolesAllowed("auditor")
    @Tag(name = "1 Search")
    @Operation(operationId = "getEntry", summary = "Read one entry", description = "Role `auditor`.")
    public EntryView get(@PathParam("index") @Min(0) long index) {
        return view(entry(index));
    }

    @GET
    @Path("/{index}/leaf")
    @RolesAllowed("auditor")
    @Tag(name = "1 Search")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            operationId = "getLeaf",
            summary = "Read the exact bytes that were hashed",
            description =
                    "Role `auditor`. SHA-256 over one zero byte and these bytes is the entry's `leafHash` (RFC 6962). They are"
                            + " canonical JSON (RFC 8785).")
    public byte[] leaf(@PathParam("index") @Min(0) long index) {
        return entry(index).body();
    }

    /// Order of a search.
    public enum Order {
        asc,
        desc
    }

    private Entry entry(long index) {
        return Entry.at(selected.orFirst(), index).orElseThrow(() -> Refusal.notFound("Entry " + index));
    }

    private EntryView view(Entry entry) {
        return EntryView.of(logs.withId(entry.log()), entry, json);
    }
}
