package org.llmregistry.review.order;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;

/// What becomes of a proposed order, or of an urgent suspension: another person's word.
@Path("/orders/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("decision-maker")
@RunOnVirtualThread
@Tag(name = "9 Orders")
public class OrderDecisionResource {

    private final Ordering ordering;
    private final Caller caller;
    private final Clock clock;

    OrderDecisionResource(Ordering ordering, Caller caller, Clock clock) {
        this.ordering = ordering;
        this.caller = caller;
        this.clock = clock;
    }

    /// Why an order is not confirmed.
    public record RejectOrder(@NotBlank @Size(max = 20_000) String reasons) {
        static final String EXAMPLE = """
                {"reasons": "The counts are of a version that is not licensed."}""";
    }

    @POST
    @Path("/confirmation")
    @RolesAllowed("decision-maker")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "confirmOrder",
            summary = "Confirm an order",
            description =
                    "Role `decision-maker`, another person than who proposed it, without a conflict of interest; to reinstate,"
                            + " neither of those who suspended. Only after the holder answered or `answerBy` has passed; an urgent"
                            + " suspension before `confirmBy`. It takes effect.")
    public OrderView confirm(@PathParam("id") UUID id) {
        return ordering.confirm(id, caller.id()).toView(clock.instant());
    }

    @POST
    @Path("/rejection")
    @RolesAllowed("decision-maker")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "rejectOrder",
            summary = "Reject an order",
            description =
                    "Role `decision-maker`, another person than who proposed it, with reasons. An urgent suspension ends.")
    public OrderView reject(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = RejectOrder.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "another version",
                                                            value = RejectOrder.EXAMPLE)))
                    @Valid
                    @NotNull
                    RejectOrder command) {
        return ordering.reject(id, command.reasons(), caller.id()).toView(clock.instant());
    }

    @POST
    @Path("/withdrawal")
    @RolesAllowed("decision-maker")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "withdrawOrder",
            summary = "Withdraw a proposed order",
            description = "Role `decision-maker`, who proposed it, before it is confirmed.")
    public OrderView withdraw(@PathParam("id") UUID id) {
        return ordering.withdraw(id, caller.id()).toView(clock.instant());
    }
}
