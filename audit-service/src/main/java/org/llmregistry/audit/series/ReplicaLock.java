package org.llmregistry.audit.series;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// What one replica does at a time. The lock is PostgreSQL's: it goes with the transaction, or with the connection.
public enum ReplicaLock {
    SIGNING,
    SELF_AUDIT,
    EXPORT;

    private static final long FIRST = 0x5e1f_a0d1L; // any number that nobody else locks

    /// Until the end of the transaction.
    ///
    /// @return false: another replica has it
    public boolean take(Connection connection) throws SQLException {
        return ask(connection, "SELECT pg_try_advisory_xact_lock(?)");
    }

    /// For what lasts longer than a transaction may: until [#giveBack], or the end of the connection.
    ///
    /// @return false: another replica has it
    public boolean takeForLong(Connection connection) throws SQLException {
        return ask(connection, "SELECT pg_try_advisory_lock(?)");
    }

    public void giveBack(Connection connection) throws SQLException {
        if (!ask(connection, "SELECT pg_advisory_unlock(?)")) {
            throw new IllegalStateException(name() + " was not locked");
        }
    }

    private boolean ask(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, FIRST + ordinal());
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
