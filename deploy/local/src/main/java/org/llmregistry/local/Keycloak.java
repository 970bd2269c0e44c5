package org.llmregistry.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Keycloak from its distribution: unpacked and prepared once, then started with the realm in its own database.
final class Keycloak {

    private final Path root;
    private final Path home;
    private final Path unpacked;
    private final Ports ports;
    private final Secrets secrets;
    private final Web web;
    private final Part part;

    Keycloak(Path root, Path home, Ports ports, Secrets secrets, Postgres postgres, Web web) {
        this.root = root;
        this.home = home;
        this.unpacked = root.resolve(".local/keycloak");
        this.ports = ports;
        this.secrets = secrets;
        this.web = web;
        this.part = new Part(
                "keycloak",
                home,
                List.of(
                        unpacked.resolve("bin/kc.sh").toString(),
                        "start",
                        "--optimized",
                        "--http-enabled=true",
                        "--http-host=localhost",
                        "--http-port=" + ports.keycloak(),
                        "--http-management-port=" + ports.keycloakManagement(),
                        "--hostname=" + url(),
                        "--db-url=" + postgres.url("keycloak"),
                        "--db-username=keycloak_owner",
                        "--log-level=warn,org.keycloak.quarkus:info"),
                Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "KC_DB_PASSWORD",
                        secrets.of("keycloak_owner"),
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        "admin",
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        secrets.of("keycloak-admin"),
                        "KC_DB_POOL_MAX_SIZE",
                        "15",
                        "JAVA_OPTS_KC_HEAP",
                        "-Xms128m -Xmx400m",
                        "JAVA_OPTS_APPEND",
                        "-XX:TieredStopAtLevel=1"));
    }

    String url() {
        return "http://localhost:" + ports.keycloak();
    }

    String issuer() {
        return url() + "/realms/licensing";
    }

    Part part() {
        return part;
    }

    /// Unpacks the distribution and builds its configuration in; takes half a minute, once per checkout. There is one
    /// node: without a cluster's cache it starts in half the time.
    void prepare() {
        Path done = unpacked.resolve("prepared");
        if (Files.exists(done)) {
            return;
        }
        try {
            Files.createDirectories(unpacked);
            Files.createDirectories(home.resolve("logs"));
            run(
                    "tar",
                    "-xzf",
                    root.resolve("deploy/local/target/keycloak.tar.gz").toString(),
                    "-C",
                    unpacked.toString(),
                    "--strip-components=1");
            run(
                    unpacked.resolve("bin/kc.sh").toString(),
                    "build",
                    "--db=postgres",
                    "--cache=local",
                    "--health-enabled=true");
            Files.writeString(done, "unpacked and built");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void run(String... command) throws IOException {
        Path log = home.resolve("logs/keycloak-preparation.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            if (builder.start().waitFor() != 0) {
                throw new StartFailure("Keycloak could not be prepared. Delete %s and try again; the log: %s"
                        .formatted(unpacked, log));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted");
        }
    }

    boolean isUp() {
        return web.answers(url() + "/realms/master");
    }

    /// Makes the realm at the first start; later starts keep it as it is.
    void makeRealm(Map<String, String> serviceUrls) {
        String admin = adminToken();
        if (web.get(url() + "/admin/realms/licensing", admin).status() == 200) {
            return;
        }
        Map<String, String> values = new java.util.HashMap<>(serviceUrls);
        for (String service : Postgres.SERVICES) {
            values.put(service.toUpperCase(java.util.Locale.ROOT) + "_SERVICE_CLIENT_SECRET", clientSecret(service));
        }
        String realm = RealmFile.localRealm(root.resolve("deploy/keycloak/licensing-realm.json"), values);
        web.sendBody(
                        "POST",
                        url() + "/admin/realms",
                        admin,
                        "application/json",
                        java.net.http.HttpRequest.BodyPublishers.ofString(realm))
                .expect(201);
    }

    String clientSecret(String service) {
        return secrets.of(service + "-service-client");
    }

    /// Says which vendor a person acts for.
    void setVendor(String username, String vendorId) {
        String admin = adminToken();
        String users = url() + "/admin/realms/licensing/users";
        ObjectNode user = (ObjectNode) web.get(users + "?exact=true&username=" + username, admin)
                .expect(200)
                .body()
                .get(0);
        user.withObject("attributes").putArray("vendor_id").add(vendorId);
        web.put(users + "/" + user.get("id").asText(), admin, user).expect(204);
    }

    void addPerson(String username, String role) {
        String admin = adminToken();
        String realm = url() + "/admin/realms/licensing";
        web.post(
                        realm + "/users",
                        admin,
                        Map.of(
                                "username",
                                username,
                                "enabled",
                                true,
                                "email",
                                username + "@local.example",
                                "emailVerified",
                                true,
                                "firstName",
                                username,
                                "lastName",
                                "Local",
                                "credentials",
                                List.of(Map.of("type", "password", "value", username))))
                .expect(201, 409); // known from an earlier start
        String id = web.get(realm + "/users?exact=true&username=" + username, admin)
                .expect(200)
                .body()
                .get(0)
                .get("id")
                .asText();
        JsonNode granted = web.get(realm + "/roles/" + role, admin).expect(200).body();
        web.post(realm + "/users/" + id + "/role-mappings/realm", admin, List.of(granted))
                .expect(204);
    }

    private String adminToken() {
        return web.form(
                        url() + "/realms/master/protocol/openid-connect/token",
                        Map.of(
                                "grant_type", "password",
                                "client_id", "admin-cli",
                                "username", "admin",
                                "password", secrets.of("keycloak-admin")))
                .expect(200)
                .body()
                .get("access_token")
                .asText();
    }
}
