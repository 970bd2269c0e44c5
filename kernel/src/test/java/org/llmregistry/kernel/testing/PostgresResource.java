package org.llmregistry.kernel.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/// A real PostgreSQL of the version that production runs, with the owner and runtime roles of production.
/// The init argument `database` names the service's database.
public class PostgresResource implements QuarkusTestResourceLifecycleManager {

    private String database = "test";
    private EmbeddedPostgres postgres;

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.get("database");
    }

    @Override
    public Map<String, String> start() {
        try {
            postgres = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "100")
                    .start();
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement sql = connection.createStatement()) {
                sql.execute("CREATE ROLE %s_owner LOGIN PASSWORD 'test'".formatted(database));
                sql.execute("CREATE ROLE %s_app LOGIN PASSWORD 'test'".formatted(database));
                sql.execute("CREATE DATABASE %1$s OWNER %1$s_owner".formatted(database));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return Map.of(
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://localhost:%d/%s".formatted(postgres.getPort(), database),
                "quarkus.datasource.username",
                database + "_app",
                "quarkus.datasource.password",
                "test",
                "quarkus.flyway.username",
                database + "_owner",
                "quarkus.flyway.password",
                "test");
    }

    @Override
    public void stop() {
        try {
            postgres.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
