package org.llmregistry.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Where each part listens, on the loopback address only.
public record Ports(
        int registry,
        int review,
        int audit,
        int registryManagement,
        int reviewManagement,
        int auditManagement,
        int keycloak,
        int keycloakManagement,
        int postgres,
        int firstWitness,
        int secondWitness) {

    /// The ports that people know (design, section 2).
    public static Ports known() {
        return new Ports(8081, 8082, 8083, 9081, 9082, 9083, 8180, 9180, 5433, 8084, 8085);
    }

    /// Ports that are free at the moment, for tests beside a running stack. They lie below those of outgoing
    /// connections: such a connection could take one before a part that starts slowly listens there.
    public static Ports free() {
        int[] free = ThreadLocalRandom.current()
                .ints(20_000, 32_000)
                .distinct()
                .filter(Ports::isFree)
                .limit(11)
                .toArray();
        return new Ports(
                free[0], free[1], free[2], free[3], free[4], free[5], free[6], free[7], free[8], free[9], free[10]);
    }

    int of(String service) {
        return switch (service) {
            case "registry" -> registry;
            case "review" -> review;
            case "audit" -> audit;
            default -> throw new IllegalArgumentException("no service " + service);
        };
    }

    int managementOf(String service) {
        return switch (service) {
            case "registry" -> registryManagement;
            case "review" -> reviewManagement;
            case "audit" -> auditManagement;
            default -> throw new IllegalArgumentException("no service " + service);
        };
    }

    String url(String service) {
        return "http://localhost:" + of(service);
    }

    /// Refuses to start when another program listens on one of them.
    void requireFree() {
        requireFree("registry-service", registry);
        requireFree("review-service", review);
        requireFree("audit-service", audit);
        requireFree("registry-service's management", registryManagement);
        requireFree("review-service's management", reviewManagement);
        requireFree("audit-service's management", auditManagement);
        requireFree("Keycloak", keycloak);
        requireFree("Keycloak's management", keycloakManagement);
        requireFree("PostgreSQL", postgres);
        requireFree("the log's first witness", firstWitness);
        requireFree("the log's second witness", secondWitness);
    }

    static void requireFree(String part, int port) {
        if (!isFree(port)) {
            throw new StartFailure(
                    "Port %d is taken, and %s needs it: stop the program that listens there (see: ss -ltnp 'sport = :%d'), then try again."
                            .formatted(port, part, port));
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
