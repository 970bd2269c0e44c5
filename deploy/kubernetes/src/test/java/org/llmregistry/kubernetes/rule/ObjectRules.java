package org.llmregistry.kubernetes.rule;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.llmregistry.kubernetes.render.Manifest;
import org.llmregistry.kubernetes.render.Node;
import org.llmregistry.kubernetes.render.Overlay;
import org.llmregistry.kubernetes.render.Yaml;

/// What every object carries, and that what an object refers to is there.
final class ObjectRules {

    private static final Map<String, Object> SHAPES = Yaml.document(Path.of("src/test/resources/shapes.yaml"));

    static final List<Rule> RULES = List.of(
            Rule.of(
                    "known-kinds",
                    "Only kinds that this system needs: no role, no binding, no autoscaler, no job.",
                    "access-to-create-pods access-to-secrets cluster-admin-role-binding wildcard-in-rules"
                            + " dangling-horizontalpodautoscaler hpa-minimum-three-replicas dangling-servicemonitor"
                            + " job-ttl-seconds-after-finished no-extensions-v1beta polaris/hpaMaxAvailability"
                            + " polaris/hpaMinAvailability polaris/pdbMinAvailableGreaterThanOrEqualToHPAMinReplicas"
                            + " polaris/clusterrolePodExecAttach polaris/rolePodExecAttach"
                            + " polaris/clusterrolebindingPodExecAttach polaris/rolebindingClusterRolePodExecAttach"
                            + " polaris/rolebindingRolePodExecAttach polaris/clusterrolebindingClusterAdmin"
                            + " polaris/rolebindingClusterAdminClusterRole polaris/rolebindingClusterAdminRole",
                    (object, overlay) -> SHAPES.containsKey(object.kind() + " "
                                    + object.at("apiVersion").text())
                            ? Stream.of()
                            : Stream.of(object.at("apiVersion").text())),
            Rule.of(
                    "schema-validation",
                    "Every member is one that Kubernetes knows, of the right type; none that is needed is missing.",
                    "",
                    (object, overlay) -> Shape.problems(
                            SHAPES.get(object.kind() + " "
                                    + object.at("apiVersion").text()),
                            object.root(),
                            "")),
            Rule.of(
                    "use-namespace",
                    "Namespaced objects are in the overlay's namespace.",
                    "",
                    (object, overlay) -> object.isNamespaced()
                                    && !overlay.has(
                                            "Namespace",
                                            object.at("metadata.namespace").text())
                            ? Stream.of("namespace")
                            : Stream.of()),
            Rule.of(
                    "required-label-owner",
                    "The object says whose it is.",
                    "",
                    (object, overlay) ->
                            object.at("metadata.labels.owner").isMissing() ? Stream.of("owner") : Stream.of()),
            Rule.of(
                    "required-annotation-email",
                    "The object says whom to write to.",
                    "",
                    (object, overlay) ->
                            object.at("metadata.annotations.email").text().matches("[\\w.+-]+@[\\w-]+\\.[\\w.-]+")
                                    ? Stream.of()
                                    : Stream.of("email")),
            Rule.kind(
                    "ServiceAccount",
                    "account-without-token",
                    "The account hands out no token.",
                    "C-0034",
                    (account, overlay) ->
                            !account.at("automountServiceAccountToken").is(false)),
            Rule.kind(
                    "ConfigMap",
                    "configmap-with-credentials",
                    "No credential stands in a ConfigMap.",
                    "C-0012 polaris/sensitiveConfigmapContent",
                    (map, overlay) -> map.at("data").keys().stream()
                            .anyMatch(
                                    key -> ContainerRules.SENSITIVE.matcher(key).matches()
                                            || map.at("data").child(key).text().contains("PRIVATE KEY-"))),
            Rule.workload(
                    "env-value-from",
                    "Each ConfigMap that a pod names is in this overlay.",
                    "",
                    (object, overlay) -> object.pod()
                            .everything()
                            .flatMap(place -> Stream.of("configMap", "configMapRef", "configMapKeyRef")
                                    .map(place::child))
                            .map(reference -> reference.child("name"))
                            .anyMatch(name -> !name.isMissing() && !overlay.has("ConfigMap", name.text()))),
            Rule.of(
                    "documented-secrets",
                    "Each Secret that an object names stands in README's table, with the keys it needs.",
                    "",
                    (object, overlay) -> RequiredSecrets.undocumented(object, overlay)),
            Rule.kind(
                    "Service",
                    "exposed-services",
                    "Services stay inside the cluster; the Ingress is the way in.",
                    "",
                    (service, overlay) -> !service.at("spec.type").is("ClusterIP")),
            Rule.kind(
                    "Service",
                    "dangling-service",
                    "The service finds pods.",
                    "",
                    (service, overlay) -> picked(service, overlay).findAny().isEmpty()),
            Rule.kind(
                    "Service",
                    "invalid-target-ports",
                    "The service's port is a named port of its pods.",
                    "",
                    (service, overlay) -> service.at("spec.ports")
                            .items()
                            .anyMatch(port -> picked(service, overlay)
                                    .flatMap(Manifest::mainContainers)
                                    .flatMap(container -> container.at("ports").items())
                                    .noneMatch(open -> open.at("name").equals(port.at("targetPort"))))),
            Rule.kind(
                    "Ingress",
                    "tls-settings",
                    "Every host is served over TLS.",
                    "polaris/tlsSettingsMissing",
                    (ingress, overlay) -> !Set.copyOf(ingress.at("spec.tls")
                                    .items()
                                    .flatMap(tls -> tls.at("hosts").items())
                                    .toList())
                            .containsAll(ingress.at("spec.rules")
                                    .items()
                                    .map(rule -> rule.at("host"))
                                    .toList())),
            Rule.kind(
                    "Ingress",
                    "dangling-ingress",
                    "The service behind each path exists, with that port.",
                    "",
                    (ingress, overlay) -> ingress.root()
                            .everything()
                            .map(place -> place.child("service"))
                            .filter(service -> !service.isMissing())
                            .anyMatch(service -> overlay.ofKind("Service")
                                    .filter(known -> known.name()
                                            .equals(service.at("name").text()))
                                    .flatMap(known -> known.at("spec.ports").items())
                                    .noneMatch(port -> port.at("name").equals(service.at("port.name"))))),
            Rule.of(
                    "reasoned-exceptions",
                    "An exception names a rule and gives a reason in words.",
                    "",
                    (object, overlay) -> object.exceptions().entrySet().stream()
                            .filter(entry -> !Rules.IDS.get().contains(entry.getKey())
                                    || entry.getValue().length() < 30)
                            .map(entry -> entry.getKey().toLowerCase(Locale.ROOT))));

    private ObjectRules() {}

    private static Stream<Manifest> picked(Manifest service, Overlay overlay) {
        Node selector = service.at("spec.selector");
        return selector.isMissing()
                ? Stream.of()
                : overlay.selectedBy(new Node(Map.of("matchLabels", Yaml.mapping(selector.value()))));
    }
}
