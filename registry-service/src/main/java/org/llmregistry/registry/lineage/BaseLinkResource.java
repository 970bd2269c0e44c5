package org.llmregistry.registry.lineage;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.registry.RegistryProblem;

/// Links a listed model to its base. A name in words proves nothing: a person says which entry is meant, and where it
/// is said.
@Path("/register/{id}/bases")
@Tag(name = "6 Register")
@RolesAllowed("registrar")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BaseLinkResource {

    private final EntityManager database;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    BaseLinkResource(EntityManager database, AuditTrail audit, Caller caller, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Transactional
    @Idempotent
    @Operation(
            operationId = "linkBase",
            summary = "Say which entry is the base of a listed model",
            description =
                    "Role `registrar`. From then on licences of earlier decisions that name the entry inherit what becomes"
                            + " of the base; licences granted here follow what their version says. An existing link is answered"
                            + " as it stands.")
    @APIResponseSchema(value = EntryBase.View.class, responseCode = "201", responseDescription = "The link")
    @APIResponse(responseCode = "409", description = "The base rests on the entry: nothing rests on itself")
    @APIResponse(responseCode = "422", description = "The register has no such base")
    public RestResponse<EntryBase.View> link(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(name = "link", value = EntryBase.LinkBase.EXAMPLE)))
                    @Valid
                    @NotNull
                    EntryBase.LinkBase command) {
        if (!isEntry(id)) {
            throw Refusal.notFound("The register entry " + id);
        }
        if (!isEntry(command.baseModelId())) {
            throw Refusal.of(
                    RegistryProblem.UNKNOWN_BASE_MODEL,
                    "The register has no entry %s.".formatted(command.baseModelId()));
        }
        if (Circles.wouldLink(id, command.baseModelId())) {
            throw Refusal.of(RegistryProblem.LINEAGE_CIRCLE, "The base rests on this entry, or is the same.");
        }
        EntryBase link = EntryBase.standing(id, command.baseModelId()).orElseGet(() -> make(id, command));
        return RestResponse.ResponseBuilder.<EntryBase.View>created(URI.create("/register/%s/lineage".formatted(id)))
                .entity(link.toView())
                .build();
    }

    @DELETE
    @Path("/{baseId}")
    @Transactional
    @Operation(
            operationId = "unlinkBase",
            summary = "Take back which entry is the base of a listed model",
            description =
                    "Role `registrar`. The link ends, what was inherited through it ends today; both stay on record.")
    public void unlink(@PathParam("id") UUID id, @PathParam("baseId") UUID baseId) {
        EntryBase link = EntryBase.standing(id, baseId).orElseThrow(() -> Refusal.notFound("The link to " + baseId));
        link.end(clock.instant());
        tell("register.base-unlinked", id, baseId);
    }

    private EntryBase make(UUID id, EntryBase.LinkBase command) {
        EntryBase link = new EntryBase(id, command, clock.instant());
        link.persist();
        tell("register.base-linked", id, command.baseModelId());
        return link;
    }

    private void tell(String event, UUID id, UUID baseId) {
        LineageChange.of(id, LocalDate.now(clock));
        audit.record(event, "register/" + id, caller.id(), Map.of("base", baseId.toString()));
    }

    private boolean isEntry(UUID id) {
        return (Boolean) database.createNativeQuery("SELECT EXISTS (SELECT FROM register_entry WHERE id = :id)")
                .setParameter("id", id)
                .getSingleResult();
    }
}
