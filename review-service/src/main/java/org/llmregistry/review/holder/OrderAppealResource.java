package org.llmregistry.review.holder;

import io.smallrye.common.annotation.RunOnVirtualThread;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;

/// A panel judges an order that the holder appeals against.
@Path("/orders/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("appeal-panel")
@RunOnVirtualThread
@Tag(name = "9 Orders")
public class OrderAppealResource {

    private final OrderAppeals appeals;
    private final Caller caller;

    OrderAppealResource(OrderAppeals appeals, Caller caller) {
        this.appeals = appeals;
        this.caller = caller;
    }

    /// What a member thinks of the order.
    public record VoteOnOrder(
            OrderAppeal.@NotNull Outcome outcome,
            @NotBlank @Size(max = 20_000) String reasons) {
        static final String EXAMPLE = """
                {"outcome": "SET_ASIDE", "reasons": "The ground was not proved: the counts are of another version."}""";
    }

    @POST
    @Path("/appeal/votes")
    @RolesAllowed("appeal-panel")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "voteOnOrder",
            summary = "Vote on the appeal against an order",
            description =
                    "Role `appeal-panel`, a person who had no part in the case or in the order. As many members as the scheme"
                            + " asks for have to agree; until then each may vote again. SET_ASIDE: the licence goes back to the state that"
                            + " the other orders make; the order stays on record.")
    public OrderAppeal.View vote(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = VoteOnOrder.class),
                                            examples =
                                                    @ExampleObject(name = "not proved", value = VoteOnOrder.EXAMPLE)))
                    @Valid
                    @NotNull
                    VoteOnOrder command) {
        return appeals.vote(id, command, caller.id()).toView();
    }

    @GET
    @Path("/appeal")
    @RolesAllowed({"decision-maker", "appeal-panel", "review-lead", "auditor"})
    @Operation(
            operationId = "getOrderAppeal",
            summary = "Read the appeal against an order with its votes",
            description =
                    "Roles `decision-maker`, `appeal-panel`, `review-lead`, `auditor`. 404 when the holder did not appeal.")
    public OrderAppeal.View get(@PathParam("id") UUID id) {
        return OrderAppeal.against(id)
                .orElseThrow(() -> Refusal.notFound("An appeal against order " + id))
                .toView();
    }
}
