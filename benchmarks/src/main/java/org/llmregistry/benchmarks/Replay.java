package org.llmregistry.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Runs the statements of a trace again and again on one connection, each time for another case.
final class Replay {

    private final Connection connection;
    private final Trace trace;
    private final Desk.Case traced;
    private final String tracedPerson;
    private final String person;
    private final List<PreparedStatement> prepared = new ArrayList<>();

    /// @param traced       the case that the trace is of
    /// @param tracedPerson who acted in it
    /// @param person       who acts now
    Replay(Connection connection, Trace trace, Desk.Case traced, String tracedPerson, String person)
            throws SQLException {
        this.connection = connection;
        this.trace = trace;
        this.traced = traced;
        this.tracedPerson = tracedPerson;
        this.person = person;
        connection.setAutoCommit(false);
        for (Trace.Statement statement : trace.statements()) {
            prepared.add(connection.prepareStatement(statement.sql()));
        }
    }

    void run(Desk.Case next) throws SQLException {
        String scope = Objects.requireNonNull(trace.statements()
                .getFirst()
                .parameters()
                .getFirst()); // of the idempotency key, in its lock and its row
        Map<String, String> others = Map.of(
                scope,
                UUID.randomUUID().toString(),
                traced.id(),
                next.id(),
                traced.number(),
                next.number(),
                traced.applicationId(),
                next.applicationId(),
                traced.vendorId(),
                next.vendorId(),
                tracedPerson,
                person);
        for (int i = 0; i < prepared.size(); i++) {
            Trace.Statement statement = trace.statements().get(i);
            PreparedStatement run = prepared.get(i);
            for (int p = 0; p < statement.parameters().size(); p++) {
                run.setString(p + 1, value(statement, p, others));
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

    /// Keys that must be new each time are drawn; what names the case, its vendor or the person is replaced, also
    /// inside of messages.
    private static @Nullable String value(Trace.Statement statement, int index, Map<String, String> others) {
        String value = statement.parameters().get(index);
        if (value == null) {
            return null;
        }
        if (index == 0 && statement.sql().startsWith("INSERT INTO outbox")) {
            return UUID.randomUUID().toString();
        }
        for (Map.Entry<String, String> other : others.entrySet()) {
            value = value.replace(other.getKey(), other.getValue());
        }
        return value;
    }
}
