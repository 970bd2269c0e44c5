package org.llmregistry.kubernetes.render;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// One object of an overlay.
public record Manifest(Node root) {

    /// Annotation that excuses an object from a rule; its value is the reason.
    public static final String EXCEPTION = "ignore-check.kube-linter.io/";

    private static final Set<String> CLUSTER_SCOPED =
            Set.of("Namespace", "PriorityClass", "ClusterRole", "ClusterRoleBinding");

    public String kind() {
        return root.at("kind").text();
    }

    public String name() {
        return root.at("metadata.name").text();
    }

    public boolean isKind(String kind) {
        return kind().equals(kind);
    }

    public boolean isNamespaced() {
        return !CLUSTER_SCOPED.contains(kind());
    }

    public Node at(String path) {
        return root.at(path);
    }

    /// True for what runs pods.
    public boolean isWorkload() {
        return !root.at("spec.template.spec").isMissing();
    }

    /// The pod that a workload runs; empty for other objects.
    public Node pod() {
        return root.at("spec.template.spec");
    }

    public Node podLabels() {
        return root.at("spec.template.metadata.labels");
    }

    /// Containers and init containers.
    public Stream<Node> containers() {
        return Stream.concat(pod().at("initContainers").items(), mainContainers());
    }

    /// Containers that keep running.
    public Stream<Node> mainContainers() {
        return pod().at("containers").items();
    }

    /// Rule id to reason.
    public Map<String, String> exceptions() {
        Node annotations = root.at("metadata.annotations");
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String key : annotations.keys()) {
            if (key.startsWith(EXCEPTION)) {
                reasons.put(
                        key.substring(EXCEPTION.length()),
                        annotations.child(key).text());
            }
        }
        return reasons;
    }

    @Override
    public String toString() {
        return kind() + "/" + name();
    }
}
