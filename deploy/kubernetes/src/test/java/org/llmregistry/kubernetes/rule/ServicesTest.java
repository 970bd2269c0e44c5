package org.llmregistry.kubernetes.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmregistry.kubernetes.render.Manifest;
import org.llmregistry.kubernetes.render.Node;
import org.llmregistry.kubernetes.render.Overlay;
import org.llmregistry.kubernetes.render.Yaml;

/// The manifests against the services they run: ports, settings, secrets, shutdown, images.
class ServicesTest {

    private static final Overlay DEV = Overlay.dev();
    private static final Overlay PROD = Overlay.prod();

    /// What each service must be told beside its application.properties.
    private static final Set<String> EVERYBODY = Set.of(
            "quarkus.datasource.jdbc.url",
            "quarkus.datasource.username",
            "quarkus.datasource.password",
            "quarkus.flyway.username",
            "quarkus.flyway.password",
            "quarkus.oidc.auth-server-url",
            "registry.issuer",
            "quarkus.shutdown.delay",
            "smallrye.config.source.file.locations");

    private static final Set<String> REGISTRY = Set.of(
            "quarkus.rest-client.review.url",
            "quarkus.rest-client.audit.url",
            "quarkus.oidc-client.credentials.secret",
            "quarkus.keycloak.admin-client.server-url",
            "quarkus.keycloak.admin-client.client-secret");

    private static final Set<String> REVIEW = Set.of(
            "quarkus.rest-client.registry.url",
            "quarkus.rest-client.audit.url",
            "quarkus.oidc-client.credentials.secret");

    private static final Set<String> AUDIT = Set.of("audit.log.key");

    /// In production the log is seen by others and kept outside of its database too.
    private static final Set<String> WITNESSED =
            Set.of("audit.log.key", "audit.witnesses.policy", "audit.log.anchor", "audit.export.folder");

    private record Service(String name, Overlay overlay, Set<String> needs) {

        Manifest deployment() {
            return overlay.get("Deployment", name);
        }

        Node container() {
            return deployment().mainContainers().findFirst().orElseThrow();
        }

        Node settings() {
            String map = container()
                    .at("envFrom")
                    .items()
                    .findFirst()
                    .orElseThrow()
                    .at("configMapRef.name")
                    .text();
            return overlay.get("ConfigMap", map).at("data");
        }

        Properties properties() {
            return read(name + "/src/main/resources/application.properties");
        }

        @Override
        public String toString() {
            return overlay + " " + name;
        }
    }

    static Stream<Service> services() {
        return Stream.of(DEV, PROD)
                .flatMap(overlay -> Stream.of(
                        new Service("registry-service", overlay, REGISTRY),
                        new Service("review-service", overlay, REVIEW),
                        new Service("audit-service", overlay, overlay == DEV ? AUDIT : WITNESSED)));
    }

    @ParameterizedTest
    @MethodSource("services")
    void ports_are_those_that_the_service_opens(Service service) {
        assertThat(service.container()
                        .at("ports")
                        .items()
                        .map(port -> port.at("name").text() + " "
                                + port.at("containerPort").text()))
                .containsExactly(
                        "http " + service.properties().getProperty("quarkus.http.port"),
                        "management " + service.properties().getProperty("quarkus.management.port"));
        assertThat(service.overlay()
                        .get("Service", service.name())
                        .at("spec.ports")
                        .items()
                        .map(port -> port.at("port").text()))
                .containsExactly(service.properties().getProperty("quarkus.http.port"));
        assertThat(service.deployment()
                        .at("spec.template.metadata.annotations")
                        .child("prometheus.io/port")
                        .text())
                .isEqualTo(service.properties().getProperty("quarkus.management.port"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void probes_ask_the_management_port(Service service) {
        assertThat(Stream.of("startup", "liveness", "readiness")
                        .map(probe -> service.container().at(probe + "Probe.httpGet"))
                        .map(ask -> ask.at("path").text() + " " + ask.at("port").text()))
                .containsExactly(
                        "/q/health/started management", "/q/health/live management", "/q/health/ready management");
    }

    @ParameterizedTest
    @MethodSource("services")
    void the_service_is_told_all_that_it_needs_and_nothing_it_does_not_know(Service service) {
        Set<String> needed = Stream.concat(EVERYBODY.stream(), service.needs().stream())
                .map(ServicesTest::variable)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> told = new TreeSet<>(service.settings().keys());
        RequiredSecrets.references(service.deployment())
                .map(RequiredSecrets::name)
                .filter(secret -> !secret.equals("database-ca"))
                .flatMap(secret -> RequiredSecrets.documented(service.overlay()).get(secret).stream())
                .forEach(key -> told.add(variable(key)));
        told.remove(variable("quarkus.log.console.json.enabled"));

        assertThat(told).isEqualTo(needed);
    }

    @ParameterizedTest
    @MethodSource("services")
    void secrets_lie_where_the_service_looks_for_them(Service service) {
        Node mount = service.container()
                .at("volumeMounts")
                .items()
                .filter(volume -> volume.at("name").is("secrets"))
                .findFirst()
                .orElseThrow();

        assertThat(service.settings().child("SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS"))
                .isEqualTo(mount.at("mountPath"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void documents_on_their_way_have_room(String overlay) {
        Service registry = new Service("registry-service", overlay.equals("dev") ? DEV : PROD, REGISTRY);
        String spool = registry.properties().getProperty("registry.contents.spool-size");
        String room = registry.deployment()
                .pod()
                .at("volumes")
                .items()
                .filter(volume -> volume.at("name").is("tmp"))
                .findFirst()
                .orElseThrow()
                .at("emptyDir.sizeLimit")
                .text();

        assertThat(spool).endsWith("G");
        assertThat(Integer.parseInt(room.replaceFirst("Mi$", "")))
                .isGreaterThan(1_024 * Integer.parseInt(spool.replaceFirst("G$", "")));
    }

    @ParameterizedTest
    @MethodSource("services")
    void the_grace_period_is_longer_than_the_shutdown(Service service) {
        int timeout = seconds(kernel().getProperty("quarkus.shutdown.timeout"));
        int delay = seconds(service.settings().child("QUARKUS_SHUTDOWN_DELAY").text());

        assertThat(service.deployment()
                        .pod()
                        .at("terminationGracePeriodSeconds")
                        .number(0))
                .isGreaterThan(delay + timeout);
        assertThat(kernel().getProperty("quarkus.shutdown.delay-enabled")).isEqualTo("true");
    }

    @ParameterizedTest
    @MethodSource("services")
    void the_image_is_the_one_that_the_build_makes(Service service) {
        String made = service.properties().getProperty("quarkus.container-image.group") + "/"
                + service.properties().getProperty("quarkus.application.name");

        assertThat(service.container().at("image").text()).containsPattern("(^|/)" + Pattern.quote(made) + "[:@]");
    }

    @Test
    void readme_asks_for_no_secret_that_nobody_uses() {
        for (Overlay overlay : List.of(DEV, PROD)) {
            Set<String> used = overlay.objects().stream()
                    .flatMap(RequiredSecrets::references)
                    .map(RequiredSecrets::name)
                    .collect(Collectors.toSet());
            assertThat(RequiredSecrets.documented(overlay).keySet())
                    .as(overlay.name())
                    .isEqualTo(used);
        }
    }

    @Test
    void placeholders_of_the_realm_file_are_filled_in() {
        Manifest keycloak = DEV.get("Deployment", "keycloak");
        String realm = Yaml.read(Overlay.REPOSITORY.resolve("deploy/keycloak/licensing-realm.json"));
        Set<String> told = keycloak.root()
                .everything()
                .map(place -> place.child("path").text())
                .collect(Collectors.toSet());
        DEV.ofKind("ConfigMap")
                .filter(map -> map.name().startsWith("keycloak-"))
                .forEach(map -> told.addAll(map.at("data").keys()));

        assertThat(Pattern.compile("\\$\\{([A-Z_]+)}").matcher(realm).results().map(match -> match.group(1)))
                .isNotEmpty()
                .allMatch(told::contains);
    }

    @Test
    void dev_runs_the_versions_that_the_build_tests_with() {
        String pom = Yaml.read(Overlay.REPOSITORY.resolve("pom.xml"));

        assertThat(DEV.get("Deployment", "keycloak")
                        .containers()
                        .map(container -> container.at("image").text()))
                .allMatch(image ->
                        pom.contains("<keycloak.version>" + image.replaceAll(".*:", "") + "</keycloak.version>"));
        assertThat(DEV.get("StatefulSet", "postgres")
                        .containers()
                        .map(container -> container.at("image").text()))
                .allMatch(image -> pom.contains("<postgres-binaries.version>" + image.replaceAll(".*:", "")
                        + ".0</postgres-binaries.version>"));
    }

    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static int seconds(String duration) {
        return Integer.parseInt(duration.replaceFirst("s$", ""));
    }

    private static Properties kernel() {
        return read("kernel/src/main/resources/META-INF/microprofile-config.properties");
    }

    private static Properties read(String file) {
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(Yaml.read(Overlay.REPOSITORY.resolve(file))));
            return properties;
        } catch (IOException failure) {
            throw new IllegalStateException(file, failure);
        }
    }
}
