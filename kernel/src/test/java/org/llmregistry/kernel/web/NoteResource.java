package org.llmregistry.kernel.web;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.resteasy.reactive.RestResponse;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;

/// A small resource that uses every convention once, for the tests of the kernel.
@Path("/notes")
@Produces("application/json")
@Consumes("application/json")
@RunOnVirtualThread
public class NoteResource {

    static final AtomicInteger EFFECTS = new AtomicInteger();

    /// A note with the title "wait" is written when it is open.
    static final Semaphore GATE = new Semaphore(0);

    /// Attachments that were opened and not closed so far.
    static final AtomicInteger OPEN = new AtomicInteger();

    private static final Map<UUID, NoteView> NOTES = new ConcurrentHashMap<>();

    private final AuditTrail audit;
    private final Caller caller;

    NoteResource(AuditTrail audit, Caller caller) {
        this.audit = audit;
        this.caller = caller;
    }

    public record WriteNote(
            @NotBlank @Size(max = 20) String title, @Valid List<Line> lines) {
        public record Line(@NotBlank String text) {}
    }

    public record NoteView(UUID id, String title, String by, long version) implements Versioned {}

    @POST
    @RolesAllowed("writer")
    @Transactional
    @Idempotent
    public RestResponse<NoteView> write(@Valid WriteNote command) {
        EFFECTS.incrementAndGet();
        if (command.title().equals("wait")) {
            GATE.acquireUninterruptibly();
        }
        NoteView note = new NoteView(Ids.next(), command.title(), caller.name(), 1);
        audit.record(
                "note.written",
                "notes/" + note.id(),
                caller.id(),
                Map.of("length", command.title().length()));
        if (command.title().equals("refuse me")) {
            throw Refusal.invalid("/title", "refused", "Refused after the event was recorded.");
        }
        if (command.title().equals("break")) {
            throw new IllegalStateException("secret inside: SELECT password FROM person");
        }
        NOTES.put(note.id(), note);
        return RestResponse.ResponseBuilder.<NoteView>created(URI.create("/notes/" + note.id()))
                .entity(note)
                .build();
    }

    @GET
    @PermitAll
    public List<NoteView> list(@QueryParam("limit") Integer limit) {
        return List.of();
    }

    @GET
    @Path("/{id}")
    @PermitAll
    public NoteView get(@PathParam("id") UUID id) {
        NoteView note = NOTES.get(id);
        if (note == null) {
            throw Refusal.notFound("The note");
        }
        return note;
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed("writer")
    public NoteView rewrite(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @Valid WriteNote command) {
        NoteView old = get(id);
        EntityTags.requireMatch(ifMatch, old);
        NoteView changed = new NoteView(id, command.title(), caller.name(), old.version() + 1);
        NOTES.put(id, changed);
        return changed;
    }

    @GET
    @Path("/attachment")
    @Produces("application/octet-stream")
    @PermitAll
    public RestResponse<InputStream> attachment() {
        OPEN.incrementAndGet();
        InputStream bytes = new ByteArrayInputStream(new byte[] {'n', 'o', 't', 'e'}) {
            @Override
            public void close() {
                OPEN.decrementAndGet();
            }
        };
        return RestResponse.ResponseBuilder.ok(bytes)
                .header("ETag", "\"attachment\"")
                .build();
    }

    @GET
    @Path("/forgotten")
    public String forgotten() {
        return "an endpoint without a permission";
    }
}
