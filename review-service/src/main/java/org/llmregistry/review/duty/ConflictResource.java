package org.llmregistry.review.duty;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;

/// Declarations of interest, each by the person itself.
@Path("/conflict-declarations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"review-lead", "auditor"})
@RunOnVirtualThread
@Tag(name = "1 Queue")
public class ConflictResource {

    private final EntityManager database;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    ConflictResource(EntityManager database, AuditTrail audit, Caller caller, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @RolesAllowed({
        "intake-officer",
        "case-officer",
        "second-reader",
        "tester",
        "central-reviewer",
        "decision-maker",
        "duty-officer",
        "appeal-panel",
        "review-lead"
    })
    @Transactional
    @Idempotent
    @ResponseStatus(201)
    @APIResponseSchema(
            value = ConflictDeclaration.View.class,
            responseCode = "201",
            responseDescription = "What you declared")
    @APIResponse(responseCode = "404", description = "No such case")
    @Operation(
            operationId = "declareConflict",
            summary = "Declare a conflict of interest, or that there is none",
            description =
                    "Every reviewer, of itself: for one case, or for a year for a developer or its group. From then on you"
                            + " can take no duty on the cases concerned, until a later declaration on the same thing says that there"
                            + " is no conflict. The audit log has a commitment to what you wrote;"
                            + " auditors read the text beside it.")
    public ConflictDeclaration.View declare(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = DeclareConflict.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "a former employer",
                                                            value = DeclareConflict.EXAMPLE)))
                    @Valid
                    @NotNull
                    DeclareConflict command) {
        if (command.caseId() != null) {
            requireCase(command.caseId());
        }
        ConflictDeclaration.takeTurn(caller.id());
        ConflictDeclaration declared = new ConflictDeclaration(command, caller.id(), clock.instant());
        declared.persistAndFlush();
        Map<String, Object> facts = new HashMap<>();
        facts.put("declarationId", declared.toView().id());
        if (command.caseId() != null) {
            facts.put("caseId", command.caseId());
        }
        audit.record(
                caller.id(),
                new AuditTrail.Change(
                        "conflict.declared",
                        "persons/" + caller.id(),
                        facts,
                        Map.of("statement", command.statement())));
        return declared.toView();
    }

    @GET
    @RolesAllowed({
        "intake-officer",
        "case-officer",
        "second-reader",
        "tester",
        "central-reviewer",
        "decision-maker",
        "duty-officer",
        "appeal-panel",
        "review-lead"
    })
    @Operation(
            operationId = "listOwnConflicts",
            summary = "Read what you declared",
            description = "Every reviewer, of itself: the newest 200.")
    public List<ConflictDeclaration.View> own() {
        return ConflictDeclaration.of(caller.id()).stream()
                .map(ConflictDeclaration::toView)
                .toList();
    }

    @GET
    @Path("/cases/{id}")
    @RolesAllowed({"review-lead", "auditor"})
    @Operation(
            operationId = "listConflictsOfCase",
            summary = "Read what was declared on a case",
            description = "Roles `review-lead`, `auditor`: the newest 200. Yearly ones are not of a case.")
    public List<ConflictDeclaration.View> ofCase(@PathParam("id") UUID id) {
        return ConflictDeclaration.ofCase(id).stream()
                .map(ConflictDeclaration::toView)
                .toList();
    }

    /// Locked, so that a declaration and a claim of the same case are taken one after the other.
    private void requireCase(UUID id) {
        if (database.createNativeQuery("SELECT 1 FROM case_file WHERE id = ?1 FOR UPDATE")
                .setParameter(1, id)
                .getResultList()
                .isEmpty()) {
            throw Refusal.notFound("Case " + id);
        }
    }
}
