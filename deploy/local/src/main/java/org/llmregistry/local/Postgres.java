package org.llmregistry.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// PostgreSQL from its embedded binaries; the data folder outlives the process.
final class Postgres {

    static final List<String> SERVICES = List.of("registry", "review", "audit");

    private final Path data;
    private final Path log;
    private final int port;
    private final Secrets secrets;
    private @Nullable EmbeddedPostgres server;

    Postgres(Path home, int port, Secrets secrets) {
        this.data = home.resolve("postgres");
        this.log = home.resolve("logs").resolve("postgres.log");
        this.port = port;
        this.secrets = secrets;
    }

    void start() {
        try {
            Files.createDirectories(log.getParent());
            Files.createDirectories(data.getParent());
            ProcessBuilder.Redirect output = ProcessBuilder.Redirect.appendTo(log.toFile());
            server = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false) // the stack stops it last
                    .setServerConfig("max_connections", "120")
                    .setServerConfig("fsync", "on") // the embedded server has both off, and loses commits
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("listen_addresses", "localhost")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setErrorRedirector(output)
                    .setOutputRedirector(output)
                    .start();
            for (String service : SERVICES) {
                createDatabase(service);
            }
            createDatabase("keycloak");
        } catch (IOException failure) {
            throw new StartFailure("PostgreSQL did not start: %s. Its log: %s".formatted(failure.getMessage(), log));
        }
    }

    /// `<name>_owner` owns the database and migrates it, `<name>_app` works in it (ADR 0008).
    private void createDatabase(String name) {
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement sql = connection.createStatement()) {
            for (String role : List.of(name + "_owner", name + "_app")) {
                try (ResultSet known =
                        sql.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '%s'".formatted(role))) {
                    if (known.next()) {
                        continue;
                    }
                }
                sql.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(role, secrets.of(role)));
            }
            try (ResultSet known = sql.executeQuery("SELECT 1 FROM pg_database WHERE datname = '%s'".formatted(name))) {
                if (known.next()) {
                    return;
                }
            }
            sql.execute("CREATE DATABASE %1$s OWNER %1$s_owner".formatted(name));
        } catch (SQLException failure) {
            throw new StartFailure("The database %s could not be made: %s".formatted(name, failure.getMessage()));
        }
    }

    String url(String database) {
        return "jdbc:postgresql://localhost:%d/%s".formatted(port, database);
    }

    private EmbeddedPostgres server() {
        return java.util.Objects.requireNonNull(server, "not started");
    }

    /// Immediate shutdown, as a power cut would: no checkpoint, the next start recovers from the write-ahead log.
    void crash() {
        try {
            long pid = pid();
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            new ProcessBuilder("kill", "-QUIT", String.valueOf(pid)).start().waitFor();
            postmaster.onExit().get(30, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException("PostgreSQL could not be stopped", failure);
        }
        stop(); // gives the lock on the data folder back
    }

    void stop() {
        EmbeddedPostgres running = server;
        server = null;
        if (running != null) {
            try {
                running.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /// A server that an earlier start, ended by SIGKILL, left behind holds the port and the data folder: end it the
    /// fast way.
    void stopLeftover() {
        Path pidFile = pidFile();
        try {
            if (Files.exists(pidFile)) {
                ProcessHandle.of(pid())
                        .filter(left -> left.info().command().orElse("").endsWith("postgres"))
                        .ifPresent(Postgres::interrupt);
                Files.deleteIfExists(pidFile);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readAllLines(pidFile()).getFirst().trim());
    }

    private static void interrupt(ProcessHandle server) {
        try {
            new ProcessBuilder("kill", "-INT", String.valueOf(server.pid()))
                    .start()
                    .waitFor();
            server.onExit().get(30, TimeUnit.SECONDS);
        } catch (Exception tooSlow) {
            server.destroyForcibly();
        }
    }
}
