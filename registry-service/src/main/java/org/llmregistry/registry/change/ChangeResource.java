package org.llmregistry.registry.change;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Changes of a licensed model, notified by its holder.
@Path("/licences/{number}/changes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("vendor")
@RunOnVirtualThread
@Tag(name = "5 Licences")
public class ChangeResource {

    private final Notifying notifying;

    ChangeResource(Notifying notifying) {
        this.notifying = notifying;
    }

    @POST
    @ResponseStatus(201)
    @APIResponseSchema(value = ChangeView.class, responseCode = "201", responseDescription = "The notified change")
    @APIResponse(
            responseCode = "409",
            description = "The change needs an application, which the detail names; or the licence has ended")
    @APIResponse(
            responseCode = "422",
            description = "The declared class is unknown or too low; `errors` says by which field")
    @Operation(
            operationId = "notifyChange",
            summary = "Notify a change",
            description =
                    "Role `vendor`, on a licence of your own. Send the dossier as it is after the change; the fields in which it"
                            + " differs say which class of the scheme it needs. A higher class may be declared, a lower one is refused."
                            + " NOTIFY and WITHIN_PLAN are recorded and hold; NOTIFY_AND_WAIT may start after `objectionUntil` unless"
                            + " the office objects.")
    public ChangeView notify(
            @PathParam("number") @Size(max = 300) String number,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = NotifyChange.class),
                                            examples = @ExampleObject(name = "moved", value = NotifyChange.EXAMPLE)))
                    @Valid
                    @NotNull
                    NotifyChange command) {
        return notifying.notify(number, command);
    }

    @POST
    @Path("/validations")
    @APIResponseSchema(value = ChangeView.Proposal.class, responseDescription = "What a notification would come to")
    @Operation(
            operationId = "validateChange",
            summary = "Ask which class a change needs",
            description =
                    "Role `vendor`, on a licence of your own, as often as you like. Nothing is recorded. It runs the same rules"
                            + " as the notification.")
    public ChangeView.Proposal validate(
            @PathParam("number") @Size(max = 300) String number,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = NotifyChange.class),
                                            examples = @ExampleObject(name = "moved", value = NotifyChange.EXAMPLE)))
                    @Valid
                    @NotNull
                    NotifyChange command) {
        return notifying.propose(number, command);
    }

    @GET
    @Operation(
            operationId = "listChanges",
            summary = "List the changes of a licence",
            description = "Role `vendor`, your own only. Oldest first.")
    public List<ChangeView> list(@PathParam("number") @Size(max = 300) String number) {
        return notifying.list(number);
    }

    @GET
    @Path("/{change}")
    @Operation(operationId = "getChange", summary = "Read a change", description = "Role `vendor`, your own only.")
    public ChangeView get(@PathParam("number") @Size(max = 300) String number, @PathParam("change") int change) {
        return notifying.get(number, change);
    }
}
