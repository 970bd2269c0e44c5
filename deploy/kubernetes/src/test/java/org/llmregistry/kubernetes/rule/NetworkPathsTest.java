package org.llmregistry.kubernetes.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.llmregistry.kubernetes.render.Manifest;
import org.llmregistry.kubernetes.render.Node;
import org.llmregistry.kubernetes.render.Overlay;

/// Which ways are open in each overlay: exactly these.
class NetworkPathsTest {

    private static final Set<String> EVERYWHERE = Set.of(
            "ingress-public -> registry-service:8081",
            "ingress-staff -> review-service:8082",
            "ingress-staff -> audit-service:8083",
            "monitoring -> registry-service:9081",
            "monitoring -> review-service:9082",
            "monitoring -> audit-service:9083",
            "registry-service -> review-service:8082",
            "registry-service -> audit-service:8083",
            "review-service -> registry-service:8081",
            "review-service -> audit-service:8083");

    @Test
    void production_opens_these_ways_only() {
        Set<String> expected = new TreeSet<>(EVERYWHERE);
        for (String service : new String[] {"registry-service", "review-service", "audit-service"}) {
            expected.add(service + " -> kube-system:53");
            expected.add(service + " -> 192.0.2.0/28:5432");
            expected.add(service + " -> 198.51.100.0/28:443");
        }
        expected.add("audit-service -> 203.0.113.0/28:443"); // witnesses

        assertThat(ways(Overlay.prod())).isEqualTo(expected);
    }

    @Test
    void dev_opens_these_ways_only() {
        Set<String> expected = new TreeSet<>(EVERYWHERE);
        for (String service : new String[] {"registry-service", "review-service", "audit-service"}) {
            expected.add(service + " -> kube-system:53");
            expected.add(service + " -> postgres:5432");
            expected.add(service + " -> keycloak:8180");
        }
        expected.add("keycloak -> kube-system:53");
        expected.add("keycloak -> postgres:5432");
        expected.add("postgres -> kube-system:53");

        assertThat(ways(Overlay.dev())).isEqualTo(expected);
    }

    @Test
    void a_way_between_pods_is_open_at_both_ends() {
        Stream.of(Overlay.dev(), Overlay.prod())
                .forEach(overlay -> assertThat(between(overlay, "egress")).isEqualTo(between(overlay, "ingress")));
    }

    private static Set<String> ways(Overlay overlay) {
        Set<String> ways = new TreeSet<>();
        policies(overlay, "ingress").forEach(ways::add);
        policies(overlay, "egress").forEach(ways::add);
        return ways;
    }

    private static Set<String> between(Overlay overlay, String direction) {
        Set<String> pods = new TreeSet<>(overlay.workloads().map(Manifest::name).toList());
        Set<String> ways = new TreeSet<>();
        policies(overlay, direction)
                .filter(way -> pods.contains(way.split(" -> |:")[0]) && pods.contains(way.split(" -> |:")[1]))
                .forEach(ways::add);
        return ways;
    }

    private static Stream<String> policies(Overlay overlay, String direction) {
        return overlay.ofKind("NetworkPolicy")
                .flatMap(policy -> overlay.selectedBy(policy.at("spec.podSelector"))
                        .flatMap(pod -> policy.at("spec")
                                .at(direction)
                                .items()
                                .flatMap(way -> way.at("ports")
                                        .items()
                                        .flatMap(port -> peers(
                                                        overlay, way.at(direction.equals("ingress") ? "from" : "to"))
                                                .map(peer -> direction.equals("ingress")
                                                        ? peer + " -> " + pod.name() + ":"
                                                                + port.at("port")
                                                                        .text()
                                                        : pod.name() + " -> " + peer + ":"
                                                                + port.at("port")
                                                                        .text())))));
    }

    private static Stream<String> peers(Overlay overlay, Node peers) {
        return peers.items().flatMap(peer -> {
            if (!peer.at("ipBlock").isMissing()) {
                return Stream.of(peer.at("ipBlock.cidr").text());
            }
            Node namespace = peer.at("namespaceSelector.matchLabels").child("kubernetes.io/metadata.name");
            return namespace.isMissing()
                    ? overlay.selectedBy(peer.at("podSelector")).map(Manifest::name)
                    : Stream.of(namespace.text());
        });
    }
}
