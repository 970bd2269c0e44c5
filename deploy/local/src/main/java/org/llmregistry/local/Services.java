package org.llmregistry.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The packaged services with the settings that deployments give by environment variable, each only those it knows.
record Services(
        Path root, Path home, Ports ports, Secrets secrets, Postgres postgres, Keycloak keycloak, Witnesses witnesses) {

    Part part(String service) {
        return part(service, service, List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"), environment(service));
    }

    /// A further process of a service, on a database of its own and free ports; it runs longer than a launcher's.
    Part beside(String service, String database, Ports free, Map<String, String> settings) {
        Map<String, String> environment = environment(service);
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(free.of(service)));
        environment.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(free.managementOf(service)));
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.url(database));
        environment.putAll(settings);
        return part(database, service, List.of("-Xmx512m"), environment);
    }

    private Part part(String name, String service, List<String> options, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-jar",
                root.resolve(service + "-service/target/quarkus-app/quarkus-run.jar")
                        .toString()));
        return new Part(name, home, command, environment);
    }

    private Map<String, String> environment(String service) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "localhost");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(ports.of(service)));
        environment.put("QUARKUS_MANAGEMENT_HOST", "localhost");
        environment.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(ports.managementOf(service)));
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.url(service));
        environment.put("QUARKUS_DATASOURCE_USERNAME", service + "_app");
        environment.put("QUARKUS_DATASOURCE_PASSWORD", secrets.of(service + "_app"));
        environment.put("QUARKUS_FLYWAY_USERNAME", service + "_owner");
        environment.put("QUARKUS_FLYWAY_PASSWORD", secrets.of(service + "_owner"));
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", keycloak.issuer());
        environment.put("REGISTRY_ISSUER", keycloak.issuer());
        if (service.equals("audit")) { // it calls nobody, and signs
            environment.put("AUDIT_LOG_KEY", secrets.seed("audit_log_key"));
            environment.put("AUDIT_LOG_ANCHOR", home.resolve("audit-anchor").toString());
            environment.put("AUDIT_WITNESSES_POLICY", witnesses.policy().toString());
            environment.put("AUDIT_EXPORT_FOLDER", home.resolve("audit-log").toString());
        } else {
            environment.put("QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET", keycloak.clientSecret(service));
        }
        if (service.equals("registry")) { // it makes the vendors' clients
            environment.put("QUARKUS_KEYCLOAK_ADMIN_CLIENT_SERVER_URL", keycloak.url());
            environment.put("QUARKUS_KEYCLOAK_ADMIN_CLIENT_CLIENT_SECRET", keycloak.clientSecret(service));
            environment.put("REGISTRY_SCHEMES_RENEWED_EVERY", "5s"); // who publishes one wants to try it
            environment.put("REGISTRY_RECEIPTS_FETCHED_EVERY", "2s");
        }
        for (String other : Postgres.SERVICES) {
            environment.put("QUARKUS_REST_CLIENT_%s_URL".formatted(other.toUpperCase(Locale.ROOT)), ports.url(other));
        }
        return environment;
    }
}
