package org.llmregistry.audit.entry;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.llmregistry.audit.entry.EntryResource.Order;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Cursor;

/// What an auditor looks for; what is left out does not matter.
public class EntryFilter {

    private static final int LONGEST = 200;

    @Parameter(description = "Exactly this thing", example = "applications/0198c7a5-3b1c-7def-8a10-2f6a5d7e9c01")
    @QueryParam("subject")
    @Size(max = LONGEST)
    @Nullable
    String subject;

    @Parameter(description = "Who acted: the `sub` of the token, or `system`")
    @QueryParam("actor")
    @Size(max = LONGEST)
    @Nullable
    String actor;

    @Parameter(description = "What happened", example = "licence.granted")
    @QueryParam("type")
    @Size(max = LONGEST)
    @Nullable
    String type;

    @Parameter(
            description = "Everything that one request did: the `X-Request-Id` of its answer",
            example = "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c09")
    @QueryParam("requestId")
    @Size(max = LONGEST)
    @Nullable
    String requestId;

    @Parameter(description = "Recorded at this time or later (RFC 3339)")
    @QueryParam("from")
    @Nullable
    String from;

    @Parameter(description = "Recorded before this time (RFC 3339)")
    @QueryParam("to")
    @Nullable
    String to;

    /// Where an entry stands.
    public record Place(short log, long index) {

        public static Place of(Entry entry) {
            return new Place(entry.log(), entry.index());
        }
    }

    /// Refuses what is no time.
    public void requireTimes() {
        time("from", from);
        time("to", to);
    }

    long count(List<AuditLog> logs) {
        return logs.stream()
                .mapToLong(log -> query(log, Order.asc, null).count())
                .sum();
    }

    /// The next entries that match, log by log: each has the index that its order comes from.
    ///
    /// @param after the last one that was read; null to begin
    public List<Entry> next(List<AuditLog> logs, Order order, @Nullable Place after, int limit) {
        List<Entry> found = new ArrayList<>();
        for (AuditLog log : order == Order.asc ? logs : logs.reversed()) {
            int way = after == null ? 1 : order == Order.asc ? log.id() - after.log() : after.log() - log.id();
            if (way >= 0 && found.size() < limit) {
                found.addAll(query(log, order, way == 0 ? after : null)
                        .page(0, limit - found.size())
                        .list());
            }
        }
        return found;
    }

    /// What is asked for, as facts of an event: `actor` and `requestId` of an event say who asks.
    public Map<String, String> asked() {
        Map<String, String> asked = new HashMap<>();
        ask(asked, "subject", subject);
        ask(asked, "byActor", actor);
        ask(asked, "type", type);
        ask(asked, "ofRequest", requestId);
        ask(asked, "from", from);
        ask(asked, "to", to);
        return asked;
    }

    private static void ask(Map<String, String> asked, String name, @Nullable String value) {
        if (value != null) {
            asked.put(name, value);
        }
    }

    /// A cursor holds for one filter and one order only.
    Cursor cursor(Order order) {
        return Cursor.boundTo(subject, actor, type, requestId, from, to, order);
    }

    private PanacheQuery<Entry> query(AuditLog log, Order order, @Nullable Place after) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        add(conditions, values, "subject = :subject", "subject", subject);
        add(conditions, values, "actor = :actor", "actor", actor);
        add(conditions, values, "type = :type", "type", type);
        add(conditions, values, "requestId = :request", "request", requestId);
        add(conditions, values, "recordedAt >= :from", "from", time("from", from));
        add(conditions, values, "recordedAt < :to", "to", time("to", to));
        if (after != null) {
            add(conditions, values, order == Order.asc ? "idx > :after" : "idx < :after", "after", after.index());
        }
        return Entry.matching(log, conditions, values, order == Order.desc);
    }

    private static void add(
            List<String> conditions,
            Map<String, Object> values,
            String condition,
            String name,
            @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
    }

    private static @Nullable Instant time(String name, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException notOne) {
            throw Refusal.invalid(name, "time", "An RFC 3339 time in UTC, 2026-11-23T08:30:00Z for instance.");
        }
    }
}
