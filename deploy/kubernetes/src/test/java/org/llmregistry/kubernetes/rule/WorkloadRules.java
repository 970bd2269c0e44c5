package org.llmregistry.kubernetes.rule;

import java.util.List;
import java.util.Map;
import org.llmregistry.kubernetes.render.Manifest;
import org.llmregistry.kubernetes.render.Node;
import org.llmregistry.kubernetes.render.Overlay;

/// How many run, how they are replaced, and who may speak with them.
final class WorkloadRules {

    static final List<Rule> RULES = List.of(
            Rule.workload(
                    "minimum-three-replicas",
                    "Three replicas, so that one may fail while another is replaced.",
                    "polaris/deploymentMissingReplicas",
                    (object, overlay) -> object.at("spec.replicas").number(1) < 3),
            Rule.workload(
                    "mismatching-selector",
                    "The workload finds its own pods.",
                    "",
                    (object, overlay) -> !Overlay.picks(object.at("spec.selector"), object.podLabels())
                            || object.at("spec.selector")
                                    .at("matchLabels")
                                    .keys()
                                    .isEmpty()),
            Rule.workload(
                    "no-rolling-update-strategy",
                    "Pods are replaced one after the other.",
                    "",
                    (object, overlay) -> !object.at(
                                    object.isKind("StatefulSet") ? "spec.updateStrategy.type" : "spec.strategy.type")
                            .is("RollingUpdate")),
            Rule.workload(
                    "no-anti-affinity",
                    "Replicas prefer different nodes.",
                    "",
                    (object, overlay) -> object.at("spec.replicas").number(1) > 1
                            && object.pod()
                                    .at("affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution")
                                    .items()
                                    .noneMatch(term -> term.at("podAffinityTerm.topologyKey")
                                                    .is("kubernetes.io/hostname")
                                            && Overlay.picks(
                                                    term.at("podAffinityTerm.labelSelector"), object.podLabels()))),
            Rule.workload(
                    "missing-pod-disruption-budget",
                    "A budget says how many may be away at once.",
                    "polaris/missingPodDisruptionBudget",
                    (object, overlay) -> overlay.ofKind("PodDisruptionBudget")
                            .noneMatch(budget -> Overlay.picks(budget.at("spec.selector"), object.podLabels()))),
            Rule.workload(
                    "instance-label",
                    "The label app.kubernetes.io/instance is the workload's name.",
                    "polaris/metadataAndInstanceMismatched",
                    (object, overlay) ->
                            !label(object.at("metadata.labels"), object) || !label(object.podLabels(), object)),
            Rule.workload(
                    "non-isolated-pod",
                    "A policy of its own closes the pod in both directions but for what it names.",
                    "C-0030 polaris/missingNetworkPolicy",
                    (object, overlay) -> overlay.ofKind("NetworkPolicy")
                            .filter(policy ->
                                    !policy.at("spec.podSelector").keys().isEmpty())
                            .filter(policy ->
                                    policy.at("spec.policyTypes").texts().containsAll(List.of("Ingress", "Egress")))
                            .noneMatch(policy -> Overlay.picks(policy.at("spec.podSelector"), object.podLabels()))),
            Rule.of(
                    "default-deny",
                    "The namespace's default: nothing in, nothing out.",
                    "C-0054 C-0030",
                    (object, overlay) -> object.isKind("Namespace")
                                    && overlay.ofKind("NetworkPolicy").noneMatch(WorkloadRules::deniesAll)
                            ? List.of("namespace").stream()
                            : List.<String>of().stream()),
            Rule.kind(
                    "PodDisruptionBudget",
                    "pdb-max-unavailable",
                    "The budget lets a node be drained.",
                    "pdb-min-available polaris/pdbDisruptionsIsZero",
                    (budget, overlay) -> budget.at("spec.maxUnavailable").number(0) < 1),
            Rule.kind(
                    "PodDisruptionBudget",
                    "pdb-unhealthy-pod-eviction-policy",
                    "A broken pod does not block a drain.",
                    "",
                    (budget, overlay) ->
                            !budget.at("spec.unhealthyPodEvictionPolicy").is("AlwaysAllow")),
            Rule.kind(
                    "PodDisruptionBudget",
                    "dangling-pdb",
                    "The budget belongs to a workload.",
                    "",
                    (budget, overlay) -> overlay.selectedBy(budget.at("spec.selector"))
                            .findAny()
                            .isEmpty()),
            Rule.kind(
                    "NetworkPolicy",
                    "dangling-networkpolicy",
                    "The policy picks pods that exist.",
                    "",
                    (policy, overlay) -> overlay.selectedBy(policy.at("spec.podSelector"))
                            .findAny()
                            .isEmpty()),
            Rule.kind(
                    "NetworkPolicy",
                    "dangling-networkpolicypeer-podselector",
                    "Each peer in the namespace exists.",
                    "",
                    (policy, overlay) -> policy.root()
                            .everything()
                            .filter(peer -> !peer.child("podSelector").isMissing()
                                    && peer.child("namespaceSelector").isMissing()
                                    && peer.child("policyTypes").isMissing())
                            .anyMatch(peer -> overlay.selectedBy(peer.at("podSelector"))
                                    .findAny()
                                    .isEmpty())),
            Rule.kind(
                    "NetworkPolicy",
                    "no-open-peer",
                    "Each way names who and which port; an empty peer would be everybody.",
                    "",
                    (policy, overlay) -> List.of("ingress", "egress").stream()
                            .flatMap(way -> policy.at("spec").at(way).items())
                            .anyMatch(WorkloadRules::isOpen)),
            Rule.kind(
                    "Namespace",
                    "pod-security-restricted",
                    "The namespace admits pods of the level `restricted` only.",
                    "pss/namespace-label",
                    (namespace, overlay) -> List.of("enforce", "audit", "warn").stream()
                            .anyMatch(mode -> !namespace
                                    .at("metadata.labels")
                                    .child("pod-security.kubernetes.io/" + mode)
                                    .is("restricted"))));

    private WorkloadRules() {}

    private static boolean label(Node labels, Manifest workload) {
        return labels.child("app.kubernetes.io/instance").is(workload.name());
    }

    private static boolean deniesAll(Manifest policy) {
        return new Node(Map.of()).equals(policy.at("spec.podSelector"))
                && policy.at("spec.policyTypes").texts().containsAll(List.of("Ingress", "Egress"))
                && policy.at("spec.ingress").isMissing()
                && policy.at("spec.egress").isMissing();
    }

    private static boolean isOpen(Node way) {
        Node peers = new Node(
                way.at("from").isMissing()
                        ? way.at("to").value()
                        : way.at("from").value());
        return peers.items().findAny().isEmpty()
                || peers.items()
                        .anyMatch(peer -> peer.keys().stream()
                                        .allMatch(key -> peer.child(key).keys().isEmpty())
                                || peer.at("ipBlock.cidr").text().endsWith("/0"))
                || way.at("ports").items().findAny().isEmpty()
                || way.at("ports").items().anyMatch(port -> port.at("port").isMissing());
    }
}
