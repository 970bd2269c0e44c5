package org.llmregistry.audit.proof;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.audit.AuditProblem;
import org.llmregistry.audit.entry.Entry;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.audit.series.Logs;
import org.llmregistry.kernel.problem.Refusal;

/// What a service hands on to whom an event concerns: its bytes and the proof that the log has them.
@Path("/receipts")
@RolesAllowed({"audit-source", "auditor"})
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "For the services")
public class EventReceiptResource {

    private final InclusionProofs proofs;
    private final Logs logs;
    private final SecurityIdentity identity;

    EventReceiptResource(InclusionProofs proofs, Logs logs, SecurityIdentity identity) {
        this.proofs = proofs;
        this.logs = logs;
        this.identity = identity;
    }

    /// @param leaf  exactly what was hashed
    /// @param proof c2sp.org/tlog-proof@v1, with the checkpoint that it leads to
    @Schema(description = "An event's bytes in the log, and the proof that they are there")
    public record EventReceipt(
            @Schema(description = "Origin of the log that has it", examples = "audit.registry.example")
            String log,

            long index,

            @Schema(description = "The exact bytes that were hashed, base64")
            byte[] leaf,

            @Schema(description = "c2sp.org/tlog-proof@v1: hashes, and the checkpoint that they lead to")
            String proof) {}

    @GET
    @Path("/{source}/{eventId}")
    @APIResponse(
            responseCode = "200",
            description = "Leaf and proof; the same leaf for ever, the proof of today's tree")
    @APIResponse(responseCode = "404", description = "The event is not in the log, or no checkpoint covers it so far")
    @Operation(
            operationId = "getReceipt",
            summary = "Read the receipt of an event",
            description =
                    "Role `audit-source` for events of its own, role `auditor` for any. Whoever has a receipt and the"
                            + " key of the log needs neither the log nor the service to verify it.")
    public EventReceipt receipt(
            @Parameter(description = "The service that sent the event", example = "registry-service")
                    @PathParam("source")
                    @Pattern(regexp = "[a-z-]{1,64}")
                    String source,
            @PathParam("eventId") UUID eventId) {
        if (!identity.hasRole(source) && !identity.hasRole("auditor")) {
            throw Refusal.of(AuditProblem.FOREIGN_SOURCE, "Your token does not speak for /%s.".formatted(source));
        }
        return Entry.ofEvent(logs.all(), "/" + source, eventId)
                .flatMap(entry -> {
                    AuditLog log = logs.withId(entry.log());
                    return proofs.of(log, entry.index())
                            .map(proof -> new EventReceipt(log.origin(), entry.index(), entry.body(), proof));
                })
                .orElseThrow(() -> Refusal.notFound("A published entry of event " + eventId));
    }
}
