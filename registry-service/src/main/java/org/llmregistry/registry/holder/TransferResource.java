package org.llmregistry.registry.holder;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
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

/// Passing a licence on, where the scheme allows it: the holder offers, the other vendor accepts.
@Path("/licences")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("vendor")
@RunOnVirtualThread
@Tag(name = "5 Licences")
public class TransferResource {

    private final Transferring transferring;

    TransferResource(Transferring transferring) {
        this.transferring = transferring;
    }

    @POST
    @Path("/{number}/transfer")
    @ResponseStatus(201)
    @APIResponseSchema(value = Transfer.View.class, responseCode = "201", responseDescription = "The offer")
    @APIResponse(
            responseCode = "409",
            description =
                    "The scheme does not allow it, the licence is suspended or given back, or a proceeding is open")
    @Operation(
            operationId = "offerTransfer",
            summary = "Offer a licence to another vendor",
            description =
                    "Role `vendor`, on a licence of your own. Nothing changes before the other vendor accepts. Another offer takes"
                            + " the place of one that was not accepted.")
    public Transfer.View offer(
            @PathParam("number") @Size(max = 300) String number,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Transfer.OfferTransfer.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "the business was sold",
                                                            value = Transfer.OfferTransfer.EXAMPLE)))
                    @Valid
                    @NotNull
                    Transfer.OfferTransfer command) {
        return transferring.offer(number, command);
    }

    @POST
    @Path("/{number}/transfer/acceptance")
    @APIResponseSchema(value = Transfer.View.class, responseDescription = "The licence is yours")
    @APIResponse(responseCode = "409", description = "The licence is suspended or given back, or a proceeding is open")
    @Operation(
            operationId = "acceptTransfer",
            summary = "Accept a licence that is offered to you",
            description =
                    "Role `vendor`, the one it is offered to. You hold it from today on; orders, conditions and open reports go"
                            + " with it. The model stays with the vendor that registered it.")
    public Transfer.View accept(@PathParam("number") @Size(max = 300) String number) {
        return transferring.accept(number);
    }

    @GET
    @Path("/{number}/transfer")
    @Operation(
            operationId = "getTransfer",
            summary = "Read the offer of a licence",
            description = "Role `vendor`, the holder and the one it is offered to. The newest.")
    public Transfer.View get(@PathParam("number") @Size(max = 300) String number) {
        return transferring.transferOf(number);
    }

    @GET
    @Path("/{number}/holders")
    @PermitAll
    @Operation(
            operationId = "listHolders",
            summary = "Read who held a licence over time",
            description = "The first holder first. Public.")
    public List<Transfer.Holder> holders(@PathParam("number") @Size(max = 300) String number) {
        return transferring.holders(number);
    }
}
