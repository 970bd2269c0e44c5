package org.llmregistry.registry.order;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.registry.licence.Licence;
import org.llmregistry.registry.licence.Licences;

/// The orders on a licence: what took effect for everybody, everything for the holder, who is heard here.
@Path("/licences")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "5 Licences")
public class LicenceOrderResource {

    private static final String NUMBER = "Beijing-WenXinYiYan-20230821";

    private final Obeying obeying;
    private final SecurityIdentity identity;
    private final Caller caller;

    LicenceOrderResource(Obeying obeying, SecurityIdentity identity, Caller caller) {
        this.obeying = obeying;
        this.identity = identity;
        this.caller = caller;
    }

    /// What the holder says to an order that it is heard on.
    record StateOnOrder(@NotBlank @Size(max = 20_000) String statement) {
        static final String EXAMPLE = """
                {"statement": "The filter for minors was mended on 20 November; the new counts are attached to our answer."}""";
    }

    @GET
    @Path("/{number}/orders")
    @PermitAll
    @Operation(
            operationId = "listLicenceOrders",
            summary = "Read the orders on a licence",
            description =
                    "Public: what took effect, also when it fell or was set aside later, oldest first. The holder also reads"
                            + " what is announced or was dropped, the reasons, its own statement, and until when it is heard.")
    public List<LicenceOrderView> list(
            @Parameter(example = NUMBER) @PathParam("number") @Size(max = 300) String number) {
        Licence licence = Licences.withNumber(number).orElseThrow(() -> missing(number));
        boolean holder = !identity.isAnonymous()
                && caller.vendor().filter(licence::isHeldBy).isPresent();
        return LicenceOrder.of(licence.id()).stream()
                .filter(order -> holder || order.tookEffect())
                .map(order -> order.toView(holder))
                .toList();
    }

    @POST
    @Path("/{number}/order-hearing-statement")
    @RolesAllowed("vendor")
    @Transactional
    @Idempotent
    @APIResponseSchema(value = LicenceOrderView.class, responseDescription = "The order with your statement")
    @APIResponse(responseCode = "409", description = "No order waits for a statement")
    @Operation(
            operationId = "stateOnOrder",
            summary = "State your view on an order",
            description =
                    "Role `vendor`, on a licence of your own: once, until `answerBy`. Before an order takes effect; after an"
                            + " urgent suspension. The authority may decide as soon as you answered.")
    public LicenceOrderView state(
            @Parameter(example = NUMBER) @PathParam("number") @Size(max = 300) String number,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = StateOnOrder.class),
                                            examples = @ExampleObject(name = "mended", value = StateOnOrder.EXAMPLE)))
                    @Valid
                    @NotNull
                    StateOnOrder command) {
        UUID vendor = caller.requireVendor();
        Licence licence = Licences.withNumber(number)
                .filter(each -> each.isHeldBy(vendor))
                .orElseThrow(() -> missing(number));
        return obeying.state(licence, command.statement(), caller.id()).toView(true);
    }

    @POST
    @Path("/{number}/orders/{order}/appeal")
    @RolesAllowed("vendor")
    @Transactional
    @Idempotent
    @APIResponseSchema(value = LicenceOrderView.class, responseDescription = "The order that you appealed against")
    @APIResponse(responseCode = "409", description = "There is nothing to appeal against, or the time is over")
    @APIResponse(responseCode = "422", description = "A document has not been uploaded")
    @Operation(
            operationId = "appealOrder",
            summary = "Appeal against an order",
            description =
                    "Role `vendor`, on a licence of your own: once, against a restriction, suspension or revocation that two"
                            + " persons ordered, within the days of the scheme after it took effect. A panel that had no part in the case"
                            + " or the order lets it stand or sets it aside. `stayed` says whether it has effect until then.")
    public LicenceOrderView appeal(
            @Parameter(example = NUMBER) @PathParam("number") @Size(max = 300) String number,
            @PathParam("order") UUID order,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = AppealOrder.class),
                                            examples = @ExampleObject(name = "appeal", value = AppealOrder.EXAMPLE)))
                    @Valid
                    @NotNull
                    AppealOrder command) {
        UUID vendor = caller.requireVendor();
        Licence licence = Licences.withNumber(number)
                .filter(each -> each.isHeldBy(vendor))
                .orElseThrow(() -> missing(number));
        return obeying.appeal(vendor, licence, order, command, caller.id()).toView(true);
    }

    private static Refusal missing(String number) {
        return Refusal.notFound("The licence " + number);
    }
}
