package org.llmregistry.review.condition;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Cursor;
import org.llmregistry.kernel.web.Page;

/// The conditions of all granted licences, the next due first.
@Path("/conditions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "8 Conditions")
public class ConditionResource {

    @GET
    @RolesAllowed({
        "intake-officer",
        "case-officer",
        "second-reader",
        "tester",
        "central-reviewer",
        "decision-maker",
        "review-lead",
        "auditor"
    })
    @Operation(
            operationId = "listConditions",
            summary = "List the conditions of granted licences, the next due first",
            description =
                    "Every reviewer and auditor. Lasting conditions come last. What is OVERDUE is a ground for an order:"
                            + " `conditions.overdueGround` of the scheme. `handedIn` is what the holder showed so far.")
    public Page<ConditionView> list(
            @Parameter(description = "Only this state") @QueryParam("status") @Nullable ConditionStatus status,
            @Parameter(description = "Only conditions whose last day is before this day", example = "2027-04-01")
                    @QueryParam("dueBefore")
                    @Nullable
                    LocalDate dueBefore,
            @Parameter(description = "Only conditions of this case") @QueryParam("caseId") @Nullable UUID caseId,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder where = new StringBuilder("1 = 1");
        filter(where, values, "status = :status", "status", status);
        filter(where, values, "dueOn < :dueBefore", "dueBefore", dueBefore);
        filter(where, values, "caseId = :caseId", "caseId", caseId);
        Page.Total total = Page.Total.exactly(CaseCondition.count(where.toString(), values));
        Cursor position = Cursor.boundTo("conditions", status, dueBefore, caseId);
        position.read(cursor).ifPresent(after -> {
            where.append(" and (coalesce(dueOn, date 9999-12-31) > :on"
                    + " or (coalesce(dueOn, date 9999-12-31) = :on and id > :id))");
            values.put("on", LocalDate.parse(after.getFirst()));
            values.put("id", UUID.fromString(after.getLast()));
        });
        List<CaseCondition> rows = CaseCondition.<CaseCondition>find(
                        where + " order by coalesce(dueOn, date 9999-12-31), id", values)
                .page(0, limit + 1)
                .list();
        return Page.of(rows, limit, CaseCondition::toView, row -> position.after(row.order(), row.id()), total);
    }

    private static void filter(
            StringBuilder where, Map<String, Object> values, String test, String parameter, @Nullable Object value) {
        if (value != null) {
            where.append(" and ").append(test);
            values.put(parameter, value);
        }
    }
}
