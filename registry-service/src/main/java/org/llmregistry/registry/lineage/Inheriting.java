package org.llmregistry.registry.lineage;

import io.agroal.api.AgroalDataSource;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;

/// Brings what licences inherit in line with what they rest on, behind the change that caused it. First it writes down
/// whom the change reaches, then it looks at them in batches, each a short transaction that locks no row of the
/// register. What is not done yet stands in two tables, so a restart goes on where it stopped, and several replicas
/// share the work.
@ApplicationScoped
class Inheriting {

    static final int BATCH = 1000;
    static final String JOB = "lineage";

    /// Shorter than the database waits before it looks for a deadlock: it is this job that gives way and comes again.
    private static final String GIVE_WAY = "SET LOCAL lock_timeout = '500ms'";

    private static final String NEXT_CHANGE = """
            DELETE FROM lineage_change WHERE id = (
                SELECT id FROM lineage_change ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING CAST(entry_id AS text), CAST(since AS text)""";

    private static final String SPREAD = Resting.REACHED.replace(":entry", "?") + """
            INSERT INTO lineage_look AS known (number, since)
            SELECT number, CAST(? AS date) FROM entry_licence WHERE entry_id IN (SELECT entry_id FROM reached) ORDER BY number
            ON CONFLICT (number) DO UPDATE SET since = least(known.since, excluded.since)""";

    /// As an array, so that rows are chosen once: the planner knows nothing of a table that was filled just now.
    private static final String TAKE = """
            DELETE FROM lineage_look WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM lineage_look ORDER BY number LIMIT ? FOR UPDATE SKIP LOCKED))
            RETURNING number, CAST(since AS text)""";

    /// `up` climbs from each licence to everything that it rests on: a model stands for the best of its
    /// licences, a model without a licence for what its versions were made from, a licence whose place another
    /// took for that other one.
    private static final String LOOK = """
            WITH RECURSIVE asked (number, since) AS (SELECT * FROM unnest(?, ?)),
            up (heir, number, entry_id) AS (
                SELECT number, number, entry_id FROM asked JOIN entry_licence USING (number)
              UNION
                SELECT up.heir, next.number, next.entry_id FROM up CROSS JOIN LATERAL (
                    SELECT coalesce(r.base_number, licence_of_model(r.base_id)) AS number, r.base_id AS entry_id
                    FROM licence_resting r WHERE r.number = up.number
                  UNION ALL
                    SELECT licence_of_model(r.base_id), r.base_id FROM resting r
                    WHERE up.number IS NULL AND r.entry_id = up.entry_id
                  UNION ALL
                    SELECT l.superseded_by, up.entry_id FROM licence l
                    WHERE l.number = up.number AND l.superseded_by IS NOT NULL) next),
            wanted AS (
                SELECT DISTINCT up.heir AS number, base.number AS base_number, base.status AS base_status, policy.effect,
                    greatest(base.from_on, el.decided_on, asked.since) AS from_on, policy.grace
                FROM up JOIN asked ON asked.number = up.heir
                  JOIN licence_period base ON base.number = up.number AND base.to_on IS NULL AND base.status <> 'ACTIVE'
                  JOIN licence_period own ON own.number = up.heir AND own.to_on IS NULL AND own.standing <> 'ENDED'
                  JOIN entry_licence el ON el.number = up.heir JOIN licence l ON l.number = up.heir
                  LEFT JOIN scheme_copy s ON s.code = l.scheme_code AND s.version = l.scheme_version
                  CROSS JOIN LATERAL (SELECT
                    coalesce(s.content -> 'lineage' ->> CASE base.status WHEN 'RESTRICTED' THEN 'onBaseRestricted'
                        WHEN 'SUSPENDED' THEN 'onBaseSuspended' WHEN 'SUPERSEDED' THEN 'onBaseSuperseded' ELSE 'onBaseEnded' END,
                      CASE base.status WHEN 'SUPERSEDED' THEN 'NONE' ELSE 'NOTICE' END) AS effect,
                    coalesce(CAST(s.content -> 'lineage' ->> 'graceDays' AS integer), 0) AS grace) policy
                WHERE up.number <> up.heir AND policy.effect <> 'NONE'),
            ended AS (
                UPDATE inherited_state i SET ended_at = now(), to_on = greatest(i.from_on, asked.since, (
                    SELECT base.from_on FROM licence_period base
                    WHERE base.number = i.base_number AND base.to_on IS NULL AND base.status <> i.base_status))
                FROM asked WHERE i.number = asked.number AND i.to_on IS NULL AND NOT EXISTS (
                    SELECT FROM wanted w WHERE (w.number, w.base_number, w.base_status, w.effect)
                        = (i.number, i.base_number, i.base_status, i.effect))
                RETURNING i.number, i.base_number),
            begun AS (
                INSERT INTO inherited_state (number, base_number, base_status, effect, from_on, suspends_on)
                SELECT w.number, w.base_number, w.base_status, w.effect, w.from_on, CASE w.effect
                    WHEN 'SUSPEND' THEN w.from_on
                    WHEN 'GRACE' THEN greatest(w.from_on, coalesce(
                        (SELECT i.suspends_on FROM inherited_state i WHERE i.number = w.number AND i.base_number = w.base_number
                          AND i.effect = 'GRACE' AND i.to_on IS NULL), w.from_on + w.grace)) END
                FROM wanted w WHERE NOT EXISTS (
                    SELECT FROM inherited_state i WHERE i.to_on IS NULL AND (w.number, w.base_number, w.base_status, w.effect)
                        = (i.number, i.base_number, i.base_status, i.effect))
                RETURNING number, base_number, base_status, effect, suspends_on),
            happened AS (
                SELECT number, 'BASE_WITHDRAWN' AS kind, base_number, base_status, effect, suspends_on FROM begun
              UNION ALL
                SELECT ended.number, 'BASE_RESTORED', ended.base_number, base.status, NULL, NULL
                FROM ended JOIN licence_period base ON base.number = ended.base_number AND base.to_on IS NULL
                  JOIN licence_period own ON own.number = ended.number AND own.to_on IS NULL AND own.standing <> 'ENDED'
                WHERE NOT EXISTS (SELECT FROM begun WHERE begun.number = ended.number AND begun.base_number = ended.base_number)),
            told AS (
                INSERT INTO licence_notice (id, licence_id, kind, at, facts)
                SELECT uuidv7(), l.id, h.kind, now(), jsonb_strip_nulls(jsonb_build_object('baseLicenceNumber', h.base_number,
                    'baseStatus', h.base_status, 'effect', h.effect, 'suspendedFrom', h.suspends_on))
                FROM happened h JOIN licence l ON l.number = h.number WHERE l.vendor_id IS NOT NULL)
            SELECT number, kind, base_number, base_status, effect, CAST(suspends_on AS text) FROM happened ORDER BY number, base_number
            """;

    private final AgroalDataSource database;
    private final AuditTrail audit;

    Inheriting(AgroalDataSource database, AuditTrail audit) {
        this.database = database;
        this.audit = audit;
    }

    /// Everything that waits. What fails is rolled back and stays for the next time.
    @Scheduled(identity = JOB, every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void follow() {
        try {
            boolean more = true;
            while (more) {
                more = QuarkusTransaction.requiringNew().call(this::spread)
                        || QuarkusTransaction.requiringNew().call(() -> look(BATCH)) > 0;
            }
        } catch (RuntimeException failure) {
            Log.warnf("what licences inherit is looked at again later: %s", failure.getMessage());
        }
    }

    /// Writes down whom the oldest change reaches.
    ///
    /// @return false when there is none
    boolean spread() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement next = connection.createStatement();
                PreparedStatement spread = connection.prepareStatement(SPREAD)) {
            next.execute(GIVE_WAY);
            next.execute(Resting.BY_INDEX);
            try (ResultSet change = next.executeQuery(NEXT_CHANGE)) {
                if (!change.next()) {
                    return false;
                }
                spread.setString(1, change.getString(1));
                spread.setString(2, change.getString(2));
            }
            spread.executeUpdate();
            return true;
        }
    }

    /// Looks at some of the licences that were written down.
    ///
    /// @return how many
    int look(int most) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement setting = connection.createStatement();
                PreparedStatement take = connection.prepareStatement(TAKE);
                PreparedStatement look = connection.prepareStatement(LOOK)) {
            setting.execute(GIVE_WAY);
            take.setInt(1, most);
            List<Object> numbers = new ArrayList<>();
            List<Object> days = new ArrayList<>();
            try (ResultSet row = take.executeQuery()) {
                while (row.next()) {
                    numbers.add(row.getString(1));
                    days.add(row.getString(2));
                }
            }
            if (numbers.isEmpty()) {
                return 0;
            }
            Array asked = connection.createArrayOf("text", numbers.toArray());
            look.setArray(1, asked);
            look.setArray(2, connection.createArrayOf("date", days.toArray()));
            Map<String, Map<String, Map<String, Object>>> happened = new HashMap<>();
            try (ResultSet row = look.executeQuery()) {
                while (row.next()) {
                    note(row, happened);
                }
            }
            happened.forEach((kind, facts) -> {
                String type = kind.equals("BASE_WITHDRAWN") ? "licence.base-withdrawn" : "licence.base-restored";
                audit.recordAll(
                        AuditTrail.SYSTEM,
                        facts.entrySet().stream()
                                .map(each -> new AuditTrail.Change(type, each.getKey(), each.getValue()))
                                .toList());
            });
            return numbers.size();
        }
    }

    /// One event of a kind for each licence, with all bases that it is about.
    private static void note(ResultSet row, Map<String, Map<String, Map<String, Object>>> happened)
            throws SQLException {
        Map<String, @Nullable Object> base = new HashMap<>();
        base.put("number", row.getString(3));
        base.put("status", row.getString(4));
        base.put("effect", row.getString(5));
        base.put("suspendedFrom", row.getString(6));
        base.values().removeIf(Objects::isNull);
        Map<String, Object> facts = happened.computeIfAbsent(row.getString(2), kind -> new HashMap<>())
                .computeIfAbsent("licences/" + row.getString(1), subject -> new HashMap<>());
        @SuppressWarnings("unchecked") // written below only
        List<Object> bases = (List<Object>) facts.computeIfAbsent("bases", name -> new ArrayList<>());
        bases.add(base);
    }
}
