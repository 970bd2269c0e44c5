package org.llmregistry.review.order;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
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
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Cursor;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.kernel.web.Page;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.registry.LicenceReach;

/// Orders on licences: propose one, suspend in an emergency, find them, and see whom one reaches.
@Path("/orders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("decision-maker")
@RunOnVirtualThread
@Tag(name = "9 Orders")
public class OrderResource {

    private final Ordering ordering;
    private final LicenceReach reach;
    private final Caller caller;
    private final Clock clock;

    OrderResource(Ordering ordering, LicenceReach reach, Caller caller, Clock clock) {
        this.ordering = ordering;
        this.reach = reach;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @RolesAllowed("decision-maker")
    @Transactional
    @Idempotent
    @ResponseStatus(201)
    @APIResponseSchema(value = OrderView.class, responseCode = "201", responseDescription = "The proposed order")
    @APIResponse(responseCode = "409", description = "The licence's state has no room for it, or one is proposed")
    @APIResponse(responseCode = "422", description = "It does not fit the scheme")
    @Operation(
            operationId = "proposeOrder",
            summary = "Propose an order on a licence",
            description =
                    "Role `decision-maker`. Ground and hearing are those of the scheme version that the licence was granted"
                            + " under. Where the scheme wants a hearing the holder is told at once and may answer until"
                            + " `answerBy`. Nothing takes effect before another person confirms it.")
    public OrderView propose(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ProposeOrder.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "a restriction",
                                                            value = ProposeOrder.EXAMPLE)))
                    @Valid
                    @NotNull
                    ProposeOrder command) {
        return ordering.propose(command, caller.id()).toView(clock.instant());
    }

    @POST
    @Path("/urgent-suspensions")
    @RolesAllowed("duty-officer")
    @Transactional
    @Idempotent
    @ResponseStatus(201)
    @APIResponseSchema(value = OrderView.class, responseCode = "201", responseDescription = "In force at once")
    @APIResponse(responseCode = "409", description = "The scheme has none, or the licence's state no room for it")
    @APIResponse(responseCode = "422", description = "It does not fit the scheme")
    @Operation(
            operationId = "suspendUrgently",
            summary = "Suspend a licence at once",
            description =
                    "Role `duty-officer`, alone. It falls at `confirmBy` (hours of the scheme) unless a decision maker, another"
                            + " person, confirms it. The holder is heard afterwards.")
    public OrderView suspendUrgently(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ProposeOrder.Urgently.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "harmful content",
                                                            value = ProposeOrder.Urgently.EXAMPLE)))
                    @Valid
                    @NotNull
                    ProposeOrder.Urgently command) {
        return ordering.suspendUrgently(command.toOrder(), caller.id()).toView(clock.instant());
    }

    @GET
    @RolesAllowed({"decision-maker", "duty-officer", "review-lead", "auditor"})
    @Operation(
            operationId = "listOrders",
            summary = "List the orders",
            description =
                    "Roles `decision-maker`, `duty-officer`, `review-lead`, `auditor`. In the order of the proposals.")
    public Page<OrderView> list(
            @Parameter(description = "Only of this case") @QueryParam("caseId") @Nullable UUID caseId,
            @Parameter(description = "Only in this state, as it is written down") @QueryParam("status") @Nullable
                    OrderStatus status,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder where = new StringBuilder("1 = 1");
        if (caseId != null) {
            where.append(" and proposal.caseId = :caseId");
            values.put("caseId", caseId);
        }
        if (status != null) {
            where.append(" and status = :status");
            values.put("status", status);
        }
        Page.Total total = Page.Total.exactly(LicenceOrder.count(where.toString(), values));
        Cursor position = Cursor.boundTo(caseId, status);
        position.read(cursor).ifPresent(after -> {
            where.append(" and id > :id");
            values.put("id", UUID.fromString(after.getFirst()));
        });
        return Page.of(
                LicenceOrder.<LicenceOrder>find(where + " order by id", values)
                        .page(0, limit + 1)
                        .list(),
                limit,
                order -> order.toView(clock.instant()),
                order -> position.after(order.id()),
                total);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"decision-maker", "duty-officer", "review-lead", "auditor"})
    @Operation(
            operationId = "getOrder",
            summary = "Read an order",
            description =
                    "Roles `decision-maker`, `duty-officer`, `review-lead`, `auditor`. Its state is that of this moment.")
    public OrderView get(@PathParam("id") UUID id) {
        return LicenceOrders.of(id).toView(clock.instant());
    }

    @GET
    @Path("/{id}/reach")
    @RolesAllowed({"decision-maker", "duty-officer", "review-lead", "auditor"})
    @Operation(
            operationId = "getOrderReach",
            summary = "See whom an order reaches",
            description =
                    "Roles `decision-maker`, `duty-officer`, `review-lead`, `auditor`. A dry run, nothing changes: derived"
                            + " models, licences and registrations that rest on the licence, vendors who are told; as the registry"
                            + " knows them now. 503 while it does not answer.")
    @APIResponseSchema(value = LicenceReach.Reach.class, responseDescription = "Whom it reaches")
    @APIResponse(responseCode = "503", description = "The registry does not answer")
    public LicenceReach.Reach reach(@PathParam("id") UUID id) {
        return reach.of(CaseFile.of(LicenceOrders.caseOf(id)).applicationId());
    }
}
