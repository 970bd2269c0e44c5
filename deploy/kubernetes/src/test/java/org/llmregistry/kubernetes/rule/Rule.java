package org.llmregistry.kubernetes.rule;

import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.llmregistry.kubernetes.render.Manifest;
import org.llmregistry.kubernetes.render.Node;
import org.llmregistry.kubernetes.render.Overlay;

/// One rule for manifests.
///
/// @param id kube-linter's name where it has one
/// @param meaning what must be true
/// @param covers names that other rule lists have for the same thing: kube-linter's bare, NSA controls `C-...`,
/// `polaris/...`, `pss/...`
/// @param check says what is wrong with an object, in a few words each; says nothing about a good one
record Rule(String id, String meaning, Set<String> covers, Check check) {

    @FunctionalInterface
    interface Check {
        Stream<String> problems(Manifest object, Overlay overlay);
    }

    static Rule of(String id, String meaning, String covers, Check check) {
        return new Rule(id, meaning, covers.isEmpty() ? Set.of() : Set.of(covers.split(" ")), check);
    }

    /// A rule about one kind of object.
    static Rule kind(String kind, String id, String meaning, String covers, BiPredicate<Manifest, Overlay> broken) {
        return of(
                id,
                meaning,
                covers,
                (object, overlay) ->
                        object.isKind(kind) && broken.test(object, overlay) ? Stream.of(kind) : Stream.of());
    }

    /// A rule about what runs pods.
    static Rule workload(String id, String meaning, String covers, BiPredicate<Manifest, Overlay> broken) {
        return of(
                id,
                meaning,
                covers,
                (object, overlay) ->
                        object.isWorkload() && broken.test(object, overlay) ? Stream.of("workload") : Stream.of());
    }

    /// A rule about a pod's specification.
    static Rule pod(String id, String meaning, String covers, Predicate<Node> broken) {
        return workload(id, meaning, covers, (object, overlay) -> broken.test(object.pod()));
    }

    /// A rule about every container, init containers included.
    static Rule container(String id, String meaning, String covers, Predicate<Node> broken) {
        return of(
                id,
                meaning,
                covers,
                (object, overlay) -> object.containers()
                        .filter(broken)
                        .map(container -> "container " + container.at("name").text()));
    }

    /// A rule about the containers that keep running.
    static Rule mainContainer(String id, String meaning, String covers, Predicate<Node> broken) {
        return of(
                id,
                meaning,
                covers,
                (object, overlay) -> object.mainContainers()
                        .filter(broken)
                        .map(container -> "container " + container.at("name").text()));
    }

    List<String> problems(Manifest object, Overlay overlay) {
        return check.problems(object, overlay).toList();
    }

    @Override
    public String toString() {
        return id;
    }
}
