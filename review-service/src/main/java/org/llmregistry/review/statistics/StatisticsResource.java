package org.llmregistry.review.statistics;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.deadline.ClockView;
import org.llmregistry.review.deadline.Deadlines;
import org.llmregistry.review.statistics.Statistics.Days;
import org.llmregistry.review.statistics.Statistics.Group;

/// Figures of the authority's work.
@Path("/statistics")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"review-lead", "decision-maker", "auditor"})
@RunOnVirtualThread
@Tag(name = "Statistics")
public class StatisticsResource {

    private final Deadlines deadlines;
    private final EntityManager database;
    private final Clock clock;

    StatisticsResource(Deadlines deadlines, EntityManager database, Clock clock) {
        this.deadlines = deadlines;
        this.database = database;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(
            operationId = "readStatistics",
            summary = "Read the figures of a year",
            description =
                    "Roles `review-lead`, `decision-maker`, `auditor`. Decisions by month and region, median and 90th"
                            + " percentile (nearest rank) of the days that the authority used, cases with questions, late and"
                            + " overdue ones, missed limits and what silence did. Days are folded from what happened, months are those of UTC.")
    public Statistics read(
            @Parameter(description = "Year of the decision", example = "2026")
                    @QueryParam("year")
                    @NotNull
                    @Min(2000)
                    @Max(9999)
                    Integer year) {
        List<Object[]> decided = query("""
                SELECT c.id, c.scheme_code, c.scheme_version, d.outcome <> 'REFUSED',
                       to_char(d.decided_at AT TIME ZONE 'UTC', 'YYYY-MM'), c.region,
                       EXISTS (SELECT FROM information_request r WHERE r.case_id = c.id AND r.sent_at IS NOT NULL)
                FROM made_decision d
                  JOIN case_file c ON c.id = d.case_id
                WHERE d.decided_at >= make_timestamptz(:year, 1, 1, 0, 0, 0, 'UTC')
                  AND d.decided_at < make_timestamptz(:year + 1, 1, 1, 0, 0, 0, 'UTC')
                  AND NOT EXISTS (SELECT FROM made_decision n WHERE n.case_id = c.id AND n.decided_at > d.decided_at)
                """, year);
        Map<String, Long> missed =
                query("""
                SELECT effect, count(*) FROM overrun
                WHERE acted_at >= make_timestamptz(:year, 1, 1, 0, 0, 0, 'UTC')
                  AND acted_at < make_timestamptz(:year + 1, 1, 1, 0, 0, 0, 'UTC') GROUP BY effect
                """, year).stream().collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1]));
        List<Integer> regulator = new ArrayList<>();
        List<Integer> applicant = new ArrayList<>();
        long late = 0;
        for (Object[] row : decided) {
            for (ClockView shown : deadlines.of((UUID) row[0], (String) row[1], (Integer) row[2])) {
                if (shown.code().equals("REVIEW")) {
                    regulator.add(shown.regulatorDays());
                    applicant.add(shown.applicantDays());
                    late += shown.overdue() ? 1 : 0;
                }
            }
        }
        return new Statistics(
                year,
                decided.size(),
                decided.stream().filter(row -> (Boolean) row[3]).count(),
                decided.stream().filter(row -> !(Boolean) row[3]).count(),
                decided.stream().filter(row -> (Boolean) row[6]).count(),
                late,
                overdue(),
                missed.values().stream().mapToLong(Long::longValue).sum(),
                missed.getOrDefault("DEEMED_ACCEPTED", 0L),
                missed.getOrDefault("DEEMED_APPROVED", 0L),
                days(regulator),
                days(applicant),
                groups(decided, 4),
                groups(decided, 5));
    }

    private static @Nullable Days days(List<Integer> days) {
        Collections.sort(days);
        return days.isEmpty() ? null : Days.of(days);
    }

    private static List<Group> groups(List<Object[]> decided, int column) {
        return decided.stream()
                .map(row -> (String) row[column])
                .distinct()
                .sorted()
                .map(code -> {
                    long all = decided.stream()
                            .filter(row -> row[column].equals(code))
                            .count();
                    long granted = decided.stream()
                            .filter(row -> row[column].equals(code) && (Boolean) row[3])
                            .count();
                    return new Group(code, granted, all - granted);
                })
                .toList();
    }

    private long overdue() {
        return database.createQuery("select count(*) from CaseFile where dueOn < :today", Long.class)
                .setParameter("today", LocalDate.now(clock))
                .getSingleResult();
    }

    @SuppressWarnings("unchecked") // rows of a native query
    private List<Object[]> query(String sql, int year) {
        return database.createNativeQuery(sql).setParameter("year", year).getResultList();
    }
}
