package org.llmregistry.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

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
        int postgres) {

    /// The ports that people know (design, section 2).
    public static Ports known() {
        return new Ports(8081, 8082, 8083, 9081, 9082, 9083, 8180, 9180, 5433);
    }

    /// Ports that are free at the moment, for tests beside a running stack.
    public static Ports free() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 9; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            int[] free = held.stream().mapToInt(ServerSocket::getLocalPort).toArray();
            for (ServerSocket socket : held) {
                socket.close();
            }
            return new Ports(free[0], free[1], free[2], free[3], free[4], free[5], free[6], free[7], free[8]);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
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
    }

    static void requireFree(String part, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw new StartFailure(
                    "Port %d is taken, and %s needs it: stop the program that listens there (see: ss -ltnp 'sport = :%d'), then try again."
                            .formatted(port, part, port));
        }
    }
}
