package org.llmregistry.review.queue;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Cursor;
import org.llmregistry.kernel.web.Page;
import org.llmregistry.review.casefile.CaseStatus;

/// Pages and figures of the queue, at a cost that does not grow with the number of cases (`./bench queue`).
@ApplicationScoped
public class CaseQueue {

    private static final int NEAR_DAYS = 4;
    private static final int MOST_COUNTED = 10_000;

    private final EntityManager database;
    private final Clock clock;

    CaseQueue(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Page<QueueItem> page(QueueFilter filter, int limit, @Nullable String cursor) {
        Cursor position = filter.cursor();
        Map<String, Object> values = new HashMap<>(filter.values());
        StringBuilder rows = new StringBuilder(filter.condition());
        position.read(cursor).ifPresent(after -> {
            // compared as a row: the index is entered at this place, not walked up to it
            rows.append(" AND (%s, id) > (:place, :id)".formatted(filter.place()));
            values.put("place", filter.place(after.getFirst()));
            values.put("id", UUID.fromString(after.getLast()));
        });
        Query query = database.createNativeQuery(select(filter, rows.toString(), limit + 1), Object[].class);
        if (filter.isReadByState()) {
            values.put("states", filter.stateNames());
        }
        values.forEach(query::setParameter);
        @SuppressWarnings("unchecked") // rows of a native query
        List<Object[]> found = query.getResultList();
        LocalDate today = LocalDate.now(clock);
        return Page.of(
                found,
                limit,
                row -> QueueItem.of(row, today),
                last -> position.after(filter.dueBefore() == null ? last[8] : last[9], last[0]),
                total(filter));
    }

    /// Numbers stand in the text, not as parameters: a plan is made for a short page.
    private static String select(QueueFilter filter, String condition, int rows) {
        String first = "SELECT %1$s AS place, id FROM case_file WHERE %2$s%3$s ORDER BY %1$s, id LIMIT %4$d"
                .formatted(filter.place(), filter.isReadByState() ? "status = wanted.state AND " : "", condition, rows);
        if (filter.isReadByState()) {
            // the first of each state, then the first of those: no state is read beyond its share
            first = """
                    SELECT place, id FROM unnest(CAST(:states AS text[])) AS wanted (state)
                    CROSS JOIN LATERAL (%s) AS of_state ORDER BY place, id LIMIT %d
                    """.formatted(first, rows);
        }
        return "SELECT %s FROM (%s) AS first JOIN case_file USING (id) ORDER BY place, id"
                .formatted(QueueItem.COLUMNS, first);
    }

    /// Stops counting where nobody reads on.
    private Page.Total total(QueueFilter filter) {
        boolean byState = filter.states() != null;
        Query counting = database.createNativeQuery(
                "SELECT count(*) FROM (SELECT 1 FROM case_file WHERE %s%s LIMIT %d) AS counted"
                        .formatted(
                                byState ? "status = ANY (CAST(:states AS text[])) AND " : "",
                                filter.condition(),
                                MOST_COUNTED + 1),
                Long.class);
        filter.values().forEach(counting::setParameter);
        if (byState) {
            counting.setParameter("states", filter.stateNames());
        }
        return Page.Total.upTo(MOST_COUNTED, (Long) counting.getSingleResult());
    }

    /// From the sums that the database keeps with each change of a case (V18).
    QueueSummary summary() {
        @SuppressWarnings("unchecked") // rows of a native query
        List<Object[]> sums = database.createNativeQuery(
                        "SELECT status, due_on, CAST(sum(cases) AS bigint) FROM case_count GROUP BY status, due_on",
                        Object[].class)
                .getResultList();
        LocalDate today = LocalDate.now(clock);
        Map<String, Long> byStatus = new TreeMap<>();
        long open = 0;
        long overdue = 0;
        long nearDue = 0;
        for (Object[] row : sums) {
            CaseStatus status = CaseStatus.valueOf((String) row[0]);
            LocalDate due = (LocalDate) row[1];
            long cases = (Long) row[2];
            byStatus.merge(status.name(), cases, Long::sum);
            open += status.isClosed() ? 0 : cases;
            overdue += due != null && due.isBefore(today) ? cases : 0;
            nearDue += due != null && !due.isBefore(today) && !due.isAfter(today.plusDays(NEAR_DAYS)) ? cases : 0;
        }
        byStatus.values().removeIf(count -> count == 0);
        return new QueueSummary(byStatus, open, overdue, nearDue);
    }

    /// Keeps the sums short; they are right before and after.
    @Scheduled(every = "10s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void fold() {
        database.createNativeQuery("SELECT 1 FROM fold_case_count()").getSingleResult();
    }
}
