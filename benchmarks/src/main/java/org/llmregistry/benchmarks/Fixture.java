package org.llmregistry.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.llmregistry.local.LocalStack;
import org.llmregistry.local.Ports;

/// PostgreSQL, Keycloak and the packaged services, on free ports. Identities are kept from run to run, cases are not.
final class Fixture implements AutoCloseable {

    private static final long KIBIBYTE = 1024;

    private final Path root;
    private final Path home;
    private final Ports ports = Ports.free();
    private final LocalStack stack;

    Fixture(Path root) {
        this.root = root;
        this.home = root.resolve("benchmarks/target/stack");
        this.stack = new LocalStack(root, home, ports, Fixture::say);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
        stack.start();
        stack.prepareForPeople();
        awaitSchemes();
        for (String service : new String[] {"registry", "review", "audit"}) {
            stack.kill(service); // they made their tables; what is measured are the processes beside them
        }
    }

    /// The registry copies them from review, and goes on with its copies when review is gone.
    private void awaitSchemes() {
        try (Connection registry = connect("registry");
                Statement sql = registry.createStatement()) {
            boolean copied = false;
            while (!copied) {
                try (ResultSet row = sql.executeQuery("SELECT EXISTS (SELECT FROM scheme_copy), pg_sleep(0.1)")) {
                    copied = row.next() && row.getBoolean(1);
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static void say(String line) {
        System.out.println(line);
    }

    Path root() {
        return root;
    }

    Path data() {
        return root.resolve("data");
    }

    Path docs() {
        return root.resolve("docs");
    }

    Path serverLog() {
        return stack.logs().resolve("postgres.log");
    }

    LocalStack stack() {
        return stack;
    }

    /// A service on this database, which has the settings of a deployment. Nothing is relayed: what the other
    /// services do with a message is not measured.
    String beside(String service, String database) {
        return beside(service, database, Map.of());
    }

    /// Access token of the demonstration vendor's machine client.
    String vendorToken() {
        return stack.vendorToken();
    }

    /// As [#beside].
    ///
    /// @param settings environment variables that differ
    String beside(String service, String database, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("REGISTRY_RELAY_ENABLED", "false");
        return stack.beside(service, database, environment);
    }

    /// A log of its own: nobody outside knows what another one of this name has signed.
    String besideAlone(String database, Map<String, String> settings) {
        Map<String, String> environment =
                new HashMap<>(Map.of("AUDIT_WITNESSES_POLICY", "", "AUDIT_EXPORT_FOLDER", "", "AUDIT_LOG_ANCHOR", ""));
        environment.putAll(settings);
        return beside("audit", database, environment);
    }

    /// Memory that the process of [#service] has at this moment.
    long residentBytes(String database) {
        try {
            String pid =
                    Files.readString(home.resolve("pids").resolve(database)).split(" ")[0];
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", pid).start();
            return Long.parseLong(new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip())
                    * KIBIBYTE;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// A file of this run.
    Path file(String name) {
        return home.resolve(name);
    }

    /// As the superuser of this server; text is sent without a type, as the server wrote it into its log.
    Connection connect(String database) {
        try {
            return DriverManager.getConnection("jdbc:postgresql://localhost:%d/%s?user=postgres&stringtype=unspecified"
                    .formatted(ports.postgres(), database));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// Nobody may be connected to the template.
    void copyDatabase(String service, String template, String copy) {
        sql("postgres", "DROP DATABASE IF EXISTS " + copy);
        sql("postgres", "CREATE DATABASE %s TEMPLATE %s OWNER %s_owner".formatted(copy, template, service));
    }

    void sql(String database, String statement) {
        try (Connection connection = connect(database);
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        stack.close();
    }
}
