package org.llmregistry.registry.notice;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.llmregistry.kernel.audit.AuditTrail;

/// Reminds holders of the end of their licences, on the days before it that the scheme names; each day once, also
/// when several replicas look at the same time. Who missed a day is told the next one only.
@ApplicationScoped
class Reminding {

    private final EntityManager database;
    private final AuditTrail audit;
    private final Clock clock;

    Reminding(EntityManager database, AuditTrail audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void remind() {
        Instant now = clock.instant();
        for (Tuple due : due(now)) {
            String lastDay = due.get("valid_to", LocalDate.class).toString();
            int days = due.get("days", Integer.class);
            LicenceNotice.tell(
                    due.get("id", UUID.class),
                    NoticeKind.RENEWAL_DUE,
                    now,
                    Map.of("lastDay", lastDay, "daysBefore", days));
            audit.record(
                    "licence.renewal-reminded",
                    "licences/" + due.get("number", String.class),
                    AuditTrail.SYSTEM,
                    Map.of("lastDay", lastDay, "daysBefore", days));
        }
    }

    /// Days are those of the authority. The licences are locked; another replica passes over them.
    private List<Tuple> due(Instant now) {
        @SuppressWarnings("unchecked") // rows of a native query
        List<Tuple> rows = database.createNativeQuery("""
                        SELECT l.id, l.number, CAST(l.valid_to AS date) AS valid_to, next.days
                        FROM licence l
                          JOIN scheme_copy s ON s.code = l.scheme_code AND s.version = l.scheme_version
                          CROSS JOIN LATERAL (
                            SELECT min(CAST(each AS integer)) AS days
                            FROM jsonb_array_elements_text(s.content -> 'holding' -> 'reminders') AS each
                            WHERE l.valid_to - CAST(each AS integer) <= CAST(CAST(:now AS timestamptz) AT TIME ZONE (s.content ->> 'timeZone') AS date)) AS next
                        WHERE next.days IS NOT NULL AND l.status IN ('ACTIVE', 'RESTRICTED', 'SUSPENDED')
                          AND NOT l.renewal_pending AND NOT l.winding_down
                          AND l.valid_to >= CAST(CAST(:now AS timestamptz) AT TIME ZONE (s.content ->> 'timeZone') AS date)
                          AND NOT EXISTS (SELECT FROM licence_notice n WHERE n.licence_id = l.id AND n.kind = 'RENEWAL_DUE'
                            AND n.facts ->> 'lastDay' = CAST(l.valid_to AS text) AND CAST(n.facts ->> 'daysBefore' AS integer) <= next.days)
                        ORDER BY l.id LIMIT 500 FOR UPDATE OF l SKIP LOCKED
                        """, Tuple.class)
                .setParameter("now", now.toString())
                .getResultList();
        return rows;
    }
}
