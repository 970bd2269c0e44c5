package org.llmregistry.kubernetes.render;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Everything that one overlay brings into a cluster.
public record Overlay(String name, List<Manifest> objects) {

    /// Where the repository lies.
    public static final Path REPOSITORY = Path.of(System.getProperty("repository.root", "../.."));

    public static Path folder(String name) {
        return REPOSITORY.resolve("deploy/kubernetes/overlays").resolve(name);
    }

    public static Overlay dev() {
        return rendered("dev");
    }

    public static Overlay prod() {
        return rendered("prod");
    }

    private static Overlay rendered(String name) {
        return of(name, Kustomization.render(folder(name)));
    }

    public static Overlay of(String name, List<Map<String, Object>> objects) {
        return new Overlay(
                name,
                objects.stream().map(object -> new Manifest(new Node(object))).toList());
    }

    public Stream<Manifest> workloads() {
        return objects.stream().filter(Manifest::isWorkload);
    }

    public Stream<Manifest> ofKind(String kind) {
        return objects.stream().filter(object -> object.isKind(kind));
    }

    public boolean has(String kind, String name) {
        return ofKind(kind).anyMatch(object -> object.name().equals(name));
    }

    public Manifest get(String kind, String name) {
        return ofKind(kind)
                .filter(object -> object.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no " + kind + "/" + name + " in overlay " + this.name));
    }

    /// The workloads whose pods a label selector picks (`matchLabels`, operator `In`); an empty one picks all.
    public Stream<Manifest> selectedBy(Node selector) {
        return workloads().filter(workload -> picks(selector, workload.podLabels()));
    }

    /// True if a label selector picks a pod with these labels.
    public static boolean picks(Node selector, Node labels) {
        Node equal = selector.at("matchLabels");
        return equal.keys().stream()
                        .allMatch(key -> labels.child(key).is(equal.child(key).text()))
                && selector.at("matchExpressions")
                        .items()
                        .allMatch(term -> term.at("operator").is("In")
                                && term.at("values")
                                        .texts()
                                        .contains(labels.child(term.at("key").text())
                                                .text()));
    }

    @Override
    public String toString() {
        return name;
    }
}
