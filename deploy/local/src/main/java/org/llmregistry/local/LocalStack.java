package org.llmregistry.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The whole product, running. Everything it keeps lies in one folder.
///
/// Parts that can be killed and started again by name: `registry`, `review`, `audit`, `keycloak`, `witness-1`,
/// `witness-2`.
public final class LocalStack implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path root;
    private final Path home;
    private final Ports ports;
    private final Consumer<String> progress;
    private final Secrets secrets;
    private final Web web = new Web();
    private final Postgres postgres;
    private final Keycloak keycloak;
    private final Witnesses witnesses;
    private final Services services;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    /// @param root     the checkout, built
    /// @param home     folder for data, logs and secrets
    /// @param progress told about each phase with its time
    public LocalStack(Path root, Path home, Ports ports, Consumer<String> progress) {
        this.root = root.toAbsolutePath().normalize();
        this.home = home.toAbsolutePath().normalize();
        this.ports = ports;
        this.progress = progress;
        this.secrets = new Secrets(this.home);
        this.postgres = new Postgres(this.home, ports.postgres(), secrets);
        this.keycloak = new Keycloak(this.root, this.home, ports, secrets, postgres, web);
        this.witnesses = new Witnesses(this.root, this.home, ports, secrets);
        this.services = new Services(this.root, this.home, ports, secrets, postgres, keycloak, witnesses);
        parts.putAll(witnesses.parts());
        for (String service : Postgres.SERVICES) {
            parts.put(service, services.part(service));
        }
        parts.put("keycloak", keycloak.part());
    }

    /// Returns when every part answers; what was started is stopped when one does not.
    public void start() {
        try {
            Part.stopLeftovers(home);
            postgres.stopLeftover();
            ports.requireFree();
            phase("PostgreSQL", postgres::start);
            phase("Keycloak prepared", keycloak::prepare);
            keycloak.part().start();
            witnesses.prepare();
            witnesses.parts().keySet().forEach(witness -> part(witness).start());
            for (String service : Postgres.SERVICES) {
                part(service).start();
            }
            phase("Keycloak", () -> await("Keycloak", keycloak.part(), keycloak::isUp));
            phase("realm", () -> keycloak.makeRealm(placeholders()));
            phase("services", () -> {
                for (String service : Postgres.SERVICES) {
                    awaitReady(service);
                }
            });
            witnesses.learn(web.get(url("audit") + "/logs", null).expect(200).body());
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /// Registers the demonstration vendor at the first start and writes `stack.json`, which scripts read.
    public void prepareForPeople() {
        phase("demonstration vendor", () -> {
            if (!secrets.has("demo-vendor-id")) {
                DemoVendor.register(this).forEach(secrets::keep);
                keycloak.setVendor("vendor-user", secrets.of("demo-vendor-id"));
            }
        });
        StackFile.write(this, secrets);
    }

    /// Loads the two real lists; the same bytes a second time change nothing.
    public void loadRealData(boolean showProgress) {
        phase("real data", () -> new RealData(this, web).load(root.resolve("data"), showProgress));
    }

    public String url(String service) {
        return ports.url(service);
    }

    public String issuer() {
        return keycloak.issuer();
    }

    /// Access token of a person of the local realm.
    public String token(String username) {
        return token(
                Map.of("grant_type", "password", "client_id", "local-cli", "username", username, "password", username));
    }

    /// Access token of a vendor's machine client.
    public String vendorToken(String clientId, String secret) {
        return token(Map.of("grant_type", "client_credentials", "client_id", clientId, "client_secret", secret));
    }

    /// Access token of the demonstration vendor's machine client.
    public String vendorToken() {
        return vendorToken(secrets.of("demo-vendor-client-id"), secrets.of("demo-vendor-client-secret"));
    }

    private String token(Map<String, String> grant) {
        return web.form(issuer() + "/protocol/openid-connect/token", grant)
                .expect(200)
                .body()
                .get("access_token")
                .asText();
    }

    /// Access token of a service's own client.
    ///
    /// @param service `registry` or `review`
    public String serviceToken(String service) {
        return vendorToken(service + "-service", keycloak.clientSecret(service));
    }

    Web.Answer post(String token, String url, Object body) {
        return web.post(url, token, body);
    }

    /// SIGKILL, as a power cut would.
    public void kill(String part) {
        part(part).kill();
    }

    /// Immediate stop of the database server under all services, and its recovery. Keycloak finds out about each dead
    /// connection when it uses it.
    public void crashDatabase() {
        postgres.crash();
        postgres.start();
        await("Keycloak", keycloak.part(), this::givesTokens);
    }

    private boolean givesTokens() {
        List<Future<String>> tokens;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            tokens = Collections.nCopies(8, "registry").stream() // a person who signs in so often is locked out
                    .map(service -> threads.submit(() -> serviceToken(service)))
                    .toList();
        }
        return tokens.stream().allMatch(token -> token.state() == Future.State.SUCCESS);
    }

    /// Starts a part again and waits until it answers.
    public void startAgain(String part) {
        part(part).start();
        if (part.equals("keycloak")) {
            await("Keycloak", keycloak.part(), keycloak::isUp);
        } else if (Postgres.SERVICES.contains(part)) {
            awaitReady(part);
        }
    }

    /// Starts a further process of a service, on another database of this server, and returns its URL. It stops with
    /// the stack.
    ///
    /// @param settings environment variables that differ
    public String beside(String service, String database, Map<String, String> settings) {
        Ports free = Ports.free();
        Part part = services.beside(service, database, free, settings);
        parts.put(database, part);
        part.start();
        await(
                service + "-service on " + database,
                part,
                () -> web.answers("http://localhost:%d/q/health/ready".formatted(free.managementOf(service))));
        return free.url(service);
    }

    /// Makes a person of the local realm, whose password is the user name.
    public void addPerson(String username, String role) {
        keycloak.addPerson(username, role);
    }

    /// The line that says which part ended by itself, or an empty one.
    public String whatDied() {
        for (Part part : parts.values()) {
            if (part.died()) {
                return "%s ended by itself; its log says why: %s".formatted(part.name(), part.log());
            }
        }
        return "";
    }

    public Path logs() {
        return home.resolve("logs");
    }

    /// What scripts read: URLs, people, the demonstration vendor's client.
    public Path stackFile() {
        return home.resolve("stack.json");
    }

    @Override
    public void close() {
        for (Part part : List.copyOf(parts.values()).reversed()) {
            part.stop();
        }
        postgres.stop();
        try {
            Files.deleteIfExists(stackFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Part part(String name) {
        Part part = parts.get(name);
        if (part == null) {
            throw new IllegalArgumentException("no part " + name);
        }
        return part;
    }

    private void awaitReady(String service) {
        await(
                service + "-service",
                part(service),
                () -> web.answers("http://localhost:%d/q/health/ready".formatted(ports.managementOf(service))));
    }

    private static void await(String name, Part part, BooleanSupplier ready) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!ready.getAsBoolean()) {
            if (part.died()) {
                throw new StartFailure("%s ended while it started; its log says why: %s".formatted(name, part.log()));
            }
            if (Instant.now().isAfter(deadline)) {
                throw new StartFailure(
                        "%s did not answer within %d s; its log: %s".formatted(name, PATIENCE.toSeconds(), part.log()));
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new StartFailure("interrupted");
            }
        }
    }

    private void phase(String name, Runnable work) {
        Instant begin = Instant.now();
        work.run();
        progress.accept("%-22s %5.1f s"
                .formatted(name, Duration.between(begin, Instant.now()).toMillis() / 1000.0));
    }

    private Map<String, String> placeholders() {
        return Map.of("REGISTRY_URL", url("registry"), "REVIEW_URL", url("review"), "AUDIT_URL", url("audit"));
    }
}
