package org.llmregistry.registry.holder;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Giving a licence back.
@Path("/licences/{number}/surrender")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("vendor")
@RunOnVirtualThread
@Tag(name = "5 Licences")
public class SurrenderResource {

    private final Surrendering surrendering;

    SurrenderResource(Surrendering surrendering) {
        this.surrendering = surrendering;
    }

    @POST
    @ResponseStatus(201)
    @APIResponseSchema(value = Surrender.View.class, responseCode = "201", responseDescription = "The surrender")
    @APIResponse(
            responseCode = "409",
            description =
                    "A revocation is announced, an application about it is open, or it has ended or is given back already")
    @APIResponse(responseCode = "422", description = "A document has not been uploaded")
    @Operation(
            operationId = "surrenderLicence",
            summary = "Give a licence back",
            description =
                    "Role `vendor`, on a licence of your own. It stays in force until the last day of the service, or until today when"
                            + " that has passed, and is SURRENDERED from the next day on. It cannot be taken back. A revocation that is"
                            + " announced meanwhile goes first.")
    public Surrender.View surrender(
            @PathParam("number") @Size(max = 300) String number,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = SurrenderLicence.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "the service ends",
                                                            value = SurrenderLicence.EXAMPLE)))
                    @Valid
                    @NotNull
                    SurrenderLicence command) {
        return surrendering.surrender(number, command);
    }

    @GET
    @Operation(
            operationId = "getSurrender",
            summary = "Read the surrender of a licence",
            description = "Role `vendor`, your own only.")
    public Surrender.View get(@PathParam("number") @Size(max = 300) String number) {
        return surrendering.surrenderOf(number);
    }
}
