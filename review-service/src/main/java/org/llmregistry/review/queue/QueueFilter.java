package org.llmregistry.review.queue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Cursor;
import org.llmregistry.review.casefile.CaseStatus;

/// Which cases of the queue somebody asks for.
///
/// @param states  null: in any state
/// @param columns value that a column of the table must have
record QueueFilter(
        @Nullable Set<CaseStatus> states,
        Map<String, String> columns,
        @Nullable Instant submittedBefore,
        @Nullable LocalDate dueBefore) {

    /// The states of both, when somebody asks for one and for a role.
    static @Nullable Set<CaseStatus> states(@Nullable CaseStatus status, @Nullable String role) {
        if (role == null) {
            return status == null ? null : EnumSet.of(status);
        }
        Set<CaseStatus> waiting = CaseStatus.waitingFor(role);
        if (waiting.isEmpty()) {
            throw Refusal.invalid("forRole", "role-of-the-desk", "No case waits for the role %s.".formatted(role));
        }
        if (status != null) {
            waiting.retainAll(EnumSet.of(status));
        }
        return waiting;
    }

    static @Nullable Instant time(String name, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException notOne) {
            throw Refusal.invalid(name, "time", "An RFC 3339 time in UTC, 2026-11-23T08:30:00Z for instance.");
        }
    }

    /// Those that are given, as columns; a null is no filter.
    static Map<String, String> columns(
            @Nullable String region, @Nullable String office, @Nullable String scheme, @Nullable String officer) {
        Map<String, String> columns = new LinkedHashMap<>();
        putIfGiven(columns, "region", region);
        putIfGiven(columns, "office", office);
        putIfGiven(columns, "scheme_code", scheme);
        putIfGiven(columns, "officer", officer);
        return columns;
    }

    private static void putIfGiven(Map<String, String> columns, String column, @Nullable String value) {
        if (value != null) {
            columns.put(column, value);
        }
    }

    /// Whoever asks what is due sees the most urgent first; everybody else the oldest.
    String place() {
        return dueBefore == null ? "submitted_at" : "due_on";
    }

    Object place(String text) {
        return dueBefore == null ? Instant.parse(text) : LocalDate.parse(text);
    }

    /// A page's rows have a place in an index only state by state. Without a state and a column the order is the index.
    boolean isReadByState() {
        return states != null || !columns.isEmpty();
    }

    String[] stateNames() {
        return (states == null ? Arrays.stream(CaseStatus.values()) : states.stream())
                .map(Enum::name)
                .toArray(String[]::new);
    }

    /// SQL condition on everything but the states; its parameters are [#values].
    String condition() {
        StringBuilder condition = new StringBuilder("TRUE");
        columns.keySet().forEach(column -> condition.append(" AND %1$s = :%1$s".formatted(column)));
        if (submittedBefore != null) {
            condition.append(" AND submitted_at < :submittedBefore");
        }
        if (dueBefore != null) {
            condition.append(" AND due_on < :dueBefore");
        }
        return condition.toString();
    }

    Map<String, Object> values() {
        Map<String, Object> values = new TreeMap<>(columns);
        if (submittedBefore != null) {
            values.put("submittedBefore", submittedBefore);
        }
        if (dueBefore != null) {
            values.put("dueBefore", dueBefore);
        }
        return values;
    }

    Cursor cursor() {
        return Cursor.boundTo(states, columns, submittedBefore, dueBefore);
    }
}
