package org.llmregistry.audit.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmregistry.audit.merkle.Hash;

/// Witnesses that do not do what they should.
class WitnessesTest {

    private static final String ORIGIN = "audit.example";
    private static final Hash ROOT = Hash.leaf(new byte[] {1});
    private static final String CHECKPOINT =
            "%s\n1\n%s\n\n\u2014 audit.example signature\n".formatted(ORIGIN, ROOT.base64());

    @TempDir
    Path folder;

    private HttpServer honest;
    private HttpServer slow;
    private ServerSocket silent;

    @BeforeEach
    void start() throws IOException {
        honest = server();
        honest.createContext("/", exchange -> {
            byte[] body = CHECKPOINT.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        slow = server();
        slow.createContext("/", exchange -> exchange.sendResponseHeaders(200, 100)); // and never the body
        silent = new ServerSocket(0, 0, InetAddress.getLoopbackAddress()); // takes connections, and that is all
    }

    @AfterEach
    void stop() throws IOException {
        honest.stop(0);
        slow.stop(0);
        silent.close();
    }

    @Test
    void one_that_hangs_does_not_hold_up_the_others() {
        Witnesses witnesses =
                witnesses(honest.getAddress().getPort(), slow.getAddress().getPort(), silent.getLocalPort());
        List<Witnesses.Seen> seen =
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> witnesses.seen(ORIGIN, any -> true));
        assertThat(seen).containsExactly(new Witnesses.Seen("w1", Optional.of(new Witnesses.Tree(1, ROOT))));
        assertThat(assertTimeoutPreemptively(
                        Duration.ofSeconds(20), () -> witnesses.cosign(ORIGIN, 1, CHECKPOINT, old -> List.of())))
                .isEmpty();
    }

    @Test
    void a_tree_that_the_log_did_not_sign_is_nothing_against_it() {
        Witnesses witnesses = witnesses(honest.getAddress().getPort());
        assertThat(witnesses.seen(ORIGIN, CHECKPOINT::equals)).hasSize(1);
        assertThat(witnesses.seen(ORIGIN, note -> false)).isEmpty();
    }

    @Test
    void one_that_has_seen_nothing_has_answered() {
        honest.removeContext("/");
        assertThat(witnesses(honest.getAddress().getPort()).seen(ORIGIN, any -> true))
                .containsExactly(new Witnesses.Seen("w1", Optional.empty()));
    }

    private Witnesses witnesses(int... ports) {
        StringBuilder policy = new StringBuilder("quorum none\n");
        for (int i = 0; i < ports.length; i++) {
            policy.append("witness w%d %s http://localhost:%d/\n"
                    .formatted(
                            i + 1,
                            "witness.example/w1+784445ef+BA9gbGmL/EgHHNIyiPcCS6tOvTFWk3p3lIF/rpSTPJe3",
                            ports[i]));
        }
        try {
            Path file = Files.writeString(folder.resolve("policy"), policy);
            return new Witnesses(() -> Optional.of(file));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }
}
