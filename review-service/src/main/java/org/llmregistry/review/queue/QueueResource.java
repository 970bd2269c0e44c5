package org.llmregistry.review.queue;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Cursor;
import org.llmregistry.kernel.web.Page;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;

/// The queue of cases, oldest first.
@Path("/queue")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "1 Queue")
public class QueueResource {

    private static final int NEAR_DAYS = 4;
    private static final int MOST_COUNTED = 10_000;

    private final Caller caller;
    private final EntityManager database;
    private final Clock clock;

    QueueResource(Caller caller, EntityManager database, Clock clock) {
        this.caller = caller;
        this.database = database;
        this.clock = clock;
    }

    /// A case as a line of the queue.
    public record QueueItem(
            UUID caseId,
            @Schema(examples = "CASE-2026-000001") String number,
            CaseStatus status,
            String vendorName,
            String modelName,
            String schemeCode,
            String region,
            Instant submittedAt,

            @Schema(description = "Last day in time; absent while the vendor must act, and when closed") @Nullable
            LocalDate dueOn,

            @Schema(description = "The last day in time has passed, in UTC")
            boolean overdue,

            @Schema(description = "Who claimed it") @Nullable
            String officer) {
        static QueueItem of(CaseFile file, LocalDate today) {
            LocalDate due = file.dueOn();
            return new QueueItem(
                    file.id(),
                    file.number(),
                    file.status(),
                    file.submitted().vendorName(),
                    file.submitted().modelName(),
                    file.schemeCode(),
                    file.submitted().region(),
                    file.submitted().submittedAt(),
                    due,
                    due != null && due.isBefore(today),
                    file.officer());
        }
    }

    /// How many cases are in each state; states without cases are left out.
    public record QueueSummary(
            @Schema(description = "Cases by state", examples = "{\"SUBMITTED\": 3}")
            Map<String, Long> byStatus,

            long open,

            @Schema(description = "Open cases whose last day in time has passed")
            long overdue,

            @Schema(description = "Open cases whose last day in time is within the next five days, today included")
            long nearDue) {}

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
                    "Every reviewer and auditor. Without a filter: all cases. Intake looks for SUBMITTED, case officers for ACCEPTED, second"
                            + " readers for REGIONAL_REVIEW, decision makers for DECISION_PROPOSED.")
    public Page<QueueItem> list(
            @Parameter(description = "Only this state") @QueryParam("status") @Nullable CaseStatus status,
            @Parameter(description = "Only this region", example = "CN-BJ")
                    @QueryParam("region")
                    @Size(max = 20)
                    @Nullable
                    String region,
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
            @Parameter(description = "Only cases whose last day in time is before this day", example = "2026-12-24")
                    @QueryParam("dueBefore")
                    @Nullable
                    LocalDate dueBefore,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder where = new StringBuilder("1 = 1");
        filter(where, values, "status", status);
        filter(where, values, "submitted.region", region);
        filter(where, values, "appliedFor.schemeCode", scheme);
        filter(where, values, "officer", "me".equals(officer) ? caller.id() : officer);
        if (dueBefore != null) {
            where.append(" and dueOn < :dueBefore");
            values.put("dueBefore", dueBefore);
        }
        Page.Total total = total(where.toString(), values);
        Cursor position = Cursor.boundTo(status, region, scheme, officer, dueBefore);
        position.read(cursor).ifPresent(after -> {
            where.append(" and (submitted.submittedAt > :at or (submitted.submittedAt = :at and id > :id))");
            values.put("at", Instant.parse(after.getFirst()));
            values.put("id", UUID.fromString(after.getLast()));
        });
        List<CaseFile> rows = CaseFile.<CaseFile>find(where + " order by submitted.submittedAt, id", values)
                .page(0, limit + 1)
                .list();
        LocalDate today = LocalDate.now(clock);
        return Page.of(
                rows,
                limit,
                file -> QueueItem.of(file, today),
                file -> position.after(file.submitted().submittedAt(), file.id()),
                total);
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
        Map<String, Long> counts = new java.util.TreeMap<>();
        long open = 0;
        for (Object[] row : database.createQuery(
                        "select status, count(*) from CaseFile group by status", Object[].class)
                .getResultList()) {
            CaseStatus status = (CaseStatus) row[0];
            counts.put(status.name(), (Long) row[1]);
            open += status.isClosed() ? 0 : (Long) row[1];
        }
        LocalDate today = LocalDate.now(clock);
        return new QueueSummary(
                counts,
                open,
                CaseFile.count("dueOn < ?1", today),
                CaseFile.count("dueOn between ?1 and ?2", today, today.plusDays(NEAR_DAYS)));
    }

    /// Stops counting where nobody reads on: a long queue costs no more than a short one.
    private Page.Total total(String where, Map<String, Object> values) {
        var counting = database.createQuery(
                "select count(*) from (select id as id from CaseFile where %s order by id limit :most)"
                        .formatted(where),
                Long.class);
        values.forEach(counting::setParameter);
        return Page.Total.upTo(
                MOST_COUNTED, counting.setParameter("most", MOST_COUNTED + 1).getSingleResult());
    }

    private static void filter(
            StringBuilder where, Map<String, Object> values, String property, @Nullable Object value) {
        if (value != null) {
            String parameter = property.replace('.', '_');
            where.append(" and %s = :%s".formatted(property, parameter));
            values.put(parameter, value);
        }
    }
}
