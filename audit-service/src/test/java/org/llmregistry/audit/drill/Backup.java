package org.llmregistry.audit.drill;

import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/// A copy of the service's database, put in its place later on: a restored backup, under the running service.
final class Backup implements AutoCloseable {

    private final AgroalDataSource database;

    private Backup(AgroalDataSource database) {
        this.database = database;
    }

    static Backup take(AgroalDataSource database) throws SQLException {
        Backup backup = new Backup(database);
        backup.alone("CREATE DATABASE backup TEMPLATE audit");
        return backup;
    }

    /// From now on the service works on the copy.
    void restore() throws SQLException {
        alone("ALTER DATABASE audit RENAME TO newer", "ALTER DATABASE backup RENAME TO audit");
    }

    /// The service is back on the database that was copied.
    @Override
    public void close() throws SQLException {
        alone("ALTER DATABASE audit RENAME TO backup", "ALTER DATABASE newer RENAME TO audit", "DROP DATABASE backup");
    }

    /// Nobody may be connected, while a database is copied or renamed.
    private void alone(String... statements) throws SQLException {
        String url = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
        try (Connection connection =
                        DriverManager.getConnection(url.replaceAll("/audit$", "/postgres"), "postgres", "postgres");
                Statement sql = connection.createStatement()) {
            sql.execute("ALTER DATABASE audit ALLOW_CONNECTIONS false");
            int ended = ended(sql);
            for (String statement : statements) {
                sql.execute(statement);
            }
            for (String name : new String[] {"audit", "newer"}) {
                sql.execute("UPDATE pg_database SET datallowconn = true WHERE datname = '%s'".formatted(name));
            }
            await().until(() -> areAlive(ended));
        }
    }

    private static int ended(Statement sql) throws SQLException {
        int connections = 0;
        try (ResultSet row = sql.executeQuery(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = 'audit'")) {
            while (row.next()) {
                connections++;
            }
        }
        return connections;
    }

    /// The pool finds out when a connection is used; what was ended goes with its return.
    private boolean areAlive(int connections) throws SQLException {
        boolean alive = true;
        List<Connection> borrowed = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                Connection connection = database.getConnection();
                borrowed.add(connection);
                try (Statement sql = connection.createStatement()) {
                    sql.execute("SELECT 1");
                } catch (SQLException ended) {
                    alive = false;
                }
            }
        } finally {
            for (Connection connection : borrowed) {
                connection.close();
            }
        }
        return alive;
    }
}
