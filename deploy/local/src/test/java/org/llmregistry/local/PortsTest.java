package org.llmregistry.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void a_taken_port_is_named_with_who_needs_it_and_what_to_do() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> Ports.requireFree("review-service", port))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageStartingWith(
                            "Port %d is taken, and review-service needs it: stop the program".formatted(port));
        }
    }

    @Test
    void free_ports_differ_and_are_free() {
        Ports ports = Ports.free();
        assertThat(new int[] {
                    ports.registry(),
                    ports.review(),
                    ports.audit(),
                    ports.registryManagement(),
                    ports.reviewManagement(),
                    ports.auditManagement(),
                    ports.keycloak(),
                    ports.keycloakManagement(),
                    ports.postgres()
                })
                .doesNotHaveDuplicates();
        assertThatCode(ports::requireFree).doesNotThrowAnyException();
    }
}
