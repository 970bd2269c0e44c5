package org.llmregistry.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Runs the statements of a trace again and again on one connection, each time for another thing.
final class Replay {

    private static final Pattern UUIDS =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern SCOPE = Pattern.compile("[0-9a-f]{64}");

    private final Connection connection;
    private final Trace trace;
    private final Set<String> drawn = new HashSet<>();
    private final List<PreparedStatement> prepared = new ArrayList<>();

    Replay(Connection connection, Trace trace) throws SQLException {
        this.connection = connection;
        this.trace = trace;
        connection.setAutoCommit(false);
        Set<String> known = new HashSet<>();
        for (Trace.Statement statement : trace.statements()) {
            prepared.add(connection.prepareStatement(statement.sql()));
            boolean inserts = statement.sql().strip().toLowerCase(Locale.ROOT).startsWith("insert");
            boolean locks = statement.sql().contains("advisory");
            for (String value : statement.parameters()) {
                if (value != null
                        && (inserts && UUIDS.matcher(value).matches()
                                || locks && SCOPE.matcher(value).matches())) {
                    if (!known.contains(value)) {
                        drawn.add(value);
                    }
                } else if (value != null) {
                    known.add(value);
                }
            }
        }
    }

    /// @param renamed what names the traced thing, and what names the one that it is done to now, also inside of
    /// messages
    void run(Map<String, String> renamed) throws SQLException {
        Map<String, String> others = new HashMap<>();
        drawn.forEach(value -> others.put(value, likeIt(value)));
        others.putAll(renamed);
        for (int i = 0; i < prepared.size(); i++) {
            Trace.Statement statement = trace.statements().get(i);
            PreparedStatement run = prepared.get(i);
            for (int p = 0; p < statement.parameters().size(); p++) {
                run.setString(p + 1, value(statement.parameters().get(p), others));
            }
            if (run.execute()) {
                try (ResultSet rows = run.getResultSet()) {
                    while (rows.next()) {
                        rows.getString(1);
                    }
                }
            } else if (run.getUpdateCount() != 1) {
                throw new IllegalStateException("changed %d rows: %s".formatted(run.getUpdateCount(), statement.sql()));
            }
        }
        connection.commit();
    }

    /// What the service draws anew each time: ids of rows that it inserts, and the idempotency key's hash.
    private static String likeIt(String value) {
        String drawn = UUID.randomUUID().toString();
        return value.contains("-") ? drawn : value.substring(32) + drawn.replace("-", "");
    }

    private static @Nullable String value(@Nullable String traced, Map<String, String> others) {
        if (traced == null) {
            return null;
        }
        String value = traced;
        for (Map.Entry<String, String> other : others.entrySet()) {
            value = value.replace(other.getKey(), other.getValue());
        }
        return value;
    }
}
