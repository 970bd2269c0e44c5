package org.llmregistry.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.llmregistry.local.LocalStack;
import org.llmregistry.local.Ports;

/// PostgreSQL, Keycloak and the packaged services, on free ports. Identities are kept from run to run, cases are not.
final class Fixture implements AutoCloseable {

    private final Path root;
    private final Ports ports = Ports.free();
    private final LocalStack stack;

    Fixture(Path root) {
        this.root = root;
        this.stack = new LocalStack(root, root.resolve("benchmarks/target/stack"), ports, Fixture::say);
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
        return stack.beside(service, database, Map.of("REGISTRY_RELAY_ENABLED", "false"));
    }

    /// Access token of the demonstration vendor's machine client.
    String vendorToken() {
        return stack.vendorToken();
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
