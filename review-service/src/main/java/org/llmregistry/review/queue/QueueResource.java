package org.llmregistry.review.queue;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Page;
import org.llmregistry.review.casefile.CaseStatus;

/// The queue of cases, oldest first.
@Path("/queue")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "1 Queue")
public class QueueResource {

    private final CaseQueue queue;
    private final Caller caller;

    QueueResource(CaseQueue queue, Caller caller) {
        this.queue = queue;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({
        "intake-officer",
        "case-officer",
        "second-reader",
        "tester",
        "central-reviewer",
        "decision-maker",
        "appeal-panel",
        "review-lead",
        "auditor"
    })
    @Operation(
            operationId = "listQueue",
            summary = "List the cases, oldest first",
            description =
                    "Every reviewer and auditor. Without a filter: all cases. `forRole` leaves those that wait for a role: intake looks"
                            + " for SUBMITTED, case officers for ACCEPTED. With `dueBefore` the most urgent come first. Filters"
                            + " narrow one another; the total is counted up to 10,000.")
    public Page<QueueItem> list(
            @Parameter(description = "Only this state") @QueryParam("status") @Nullable CaseStatus status,
            @Parameter(description = "Only states in which this role has something to do", example = "case-officer")
                    @QueryParam("forRole")
                    @Size(max = 40)
                    @Nullable
                    String forRole,
            @Parameter(description = "Only this region of the application", example = "CN-BJ")
                    @QueryParam("region")
                    @Size(max = 20)
                    @Nullable
                    String region,
            @Parameter(description = "Only cases that this region's office works on", example = "CN-BJ")
                    @QueryParam("office")
                    @Size(max = 20)
                    @Nullable
                    String office,
            @Parameter(description = "Only this scheme", example = "DEMO")
                    @QueryParam("scheme")
                    @Size(max = 40)
                    @Nullable
                    String scheme,
            @Parameter(description = "Only cases of this officer; `me` is you")
                    @QueryParam("officer")
                    @Size(max = 100)
                    @Nullable
                    String officer,
            @Parameter(
                            description = "Only cases submitted before this time (RFC 3339)",
                            example = "2026-11-01T00:00:00Z")
                    @QueryParam("submittedBefore")
                    @Nullable
                    String submittedBefore,
            @Parameter(description = "Only cases whose last day in time is before this day", example = "2026-12-24")
                    @QueryParam("dueBefore")
                    @Nullable
                    LocalDate dueBefore,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        QueueFilter filter = new QueueFilter(
                QueueFilter.states(status, forRole),
                QueueFilter.columns(region, office, scheme, "me".equals(officer) ? caller.id() : officer),
                QueueFilter.time("submittedBefore", submittedBefore),
                dueBefore);
        return queue.page(filter, limit, cursor);
    }

    @GET
    @Path("/summary")
    @RolesAllowed({
        "intake-officer",
        "case-officer",
        "second-reader",
        "tester",
        "central-reviewer",
        "decision-maker",
        "appeal-panel",
        "review-lead",
        "auditor"
    })
    @Operation(
            operationId = "summariseQueue",
            summary = "Count the cases by state, the overdue and the nearly due",
            description = "Every reviewer and auditor. Days are those of UTC.")
    public QueueSummary summary() {
        return queue.summary();
    }
}
