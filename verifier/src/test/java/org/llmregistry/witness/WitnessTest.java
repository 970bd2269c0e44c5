package org.llmregistry.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmregistry.verifier.Failure;
import org.llmregistry.verifier.Note;
import org.llmregistry.verifier.VerifierKey;

/// The answers of c2sp.org/tlog-witness, one after the other.
class WitnessTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Ed25519Key KEY = Ed25519Key.ofWitness("witness.example/w1", new byte[32]);

    @TempDir
    Path folder;

    private Witness witness() {
        return new Witness(
                KEY,
                () -> Map.of(TestLog.ORIGIN, VerifierKey.parse(TestLog.KEY)),
                new Seen(folder),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void a_cosignature_of_others_holds_and_of_another_time_does_not() {
        String note = """
                rome2026h1.example.org
                300
                lCkHUpkmVBEms2r2T1K6Og69+wUuuN3MIEW1/ezu2v0=

                — witness.example.org uKLPIAAAAABpVGeAhm2bOvKc3LaB9PFN1ruG19Y5yqslmcAAbhftnn1Zznmo0LXFZq4LGvqKqLX8jWlwLKasxEGTLIqAVusneCBmBw==
                """;
        VerifierKey witness =
                VerifierKey.parse("witness.example.org+b8a2cf20+BFLN3yikSfFkVAJtrnh/CiY3Zozkoy7clp+P7XB28qUN");
        assertThat(Note.parse(note).cosignedBy(witness)).hasValue(Instant.ofEpochSecond(0x69546780L));
        assertThatThrownBy(() ->
                        Note.parse(note.replace("AAAAABpVGeA", "AAAAABpVGeB")).cosignedBy(witness))
                .isInstanceOf(Failure.class);
        assertThat(Note.parse(note).cosignedBy(VerifierKey.parse(KEY.verifierKey())))
                .isEmpty();
    }

    @Test
    void what_grew_is_cosigned_and_its_cosignature_holds() {
        Witness witness = witness();
        assertThat(witness.addCheckpoint(TestLog.request(0, 5, TestLog.checkpoint(5)))
                        .status())
                .isEqualTo(200);
        Witness.Answer answer = witness.addCheckpoint(TestLog.request(5, 15, TestLog.checkpoint(15)));
        assertThat(answer.status()).isEqualTo(200);
        Note cosigned = Note.parse(TestLog.checkpoint(15) + answer.body());
        assertThat(cosigned.cosignedBy(VerifierKey.parse(KEY.verifierKey()))).hasValue(NOW);
        assertThat(witness.addCheckpoint(TestLog.request(15, 15, TestLog.checkpoint(15)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_fork_is_refused_whatever_it_claims() {
        Witness witness = witness();
        witness.addCheckpoint(TestLog.request(0, 10, TestLog.checkpoint(10)));
        byte[] other = TestLog.root(15);
        other[0] ^= 1;
        String fork = TestLog.checkpoint(TestLog.ORIGIN, 15, other);
        assertThat(witness.addCheckpoint(TestLog.request(10, 15, fork)).status())
                .isEqualTo(422);
        assertThat(witness.addCheckpoint("old 10\n\n" + TestLog.checkpoint(15)).status())
                .isEqualTo(422);
        assertThat(witness.addCheckpoint(TestLog.request(10, 10, TestLog.checkpoint(TestLog.ORIGIN, 10, other)))
                        .status())
                .isEqualTo(422);
        assertThat(witness.addCheckpoint(TestLog.request(10, 15, TestLog.checkpoint(15)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_old_size_that_is_not_the_latest_is_told_the_latest() {
        Witness witness = witness();
        witness.addCheckpoint(TestLog.request(0, 10, TestLog.checkpoint(10)));
        assertThat(witness.addCheckpoint(TestLog.request(5, 15, TestLog.checkpoint(15))))
                .isEqualTo(new Witness.Answer(409, "text/x.tlog.size", "10\n"));
        assertThat(witness.addCheckpoint(TestLog.request(0, 5, TestLog.checkpoint(5))))
                .isEqualTo(new Witness.Answer(409, "text/x.tlog.size", "10\n"));
    }

    @Test
    void what_it_saw_survives_a_restart() {
        witness().addCheckpoint(TestLog.request(0, 10, TestLog.checkpoint(10)));
        assertThat(witness()
                        .addCheckpoint(TestLog.request(0, 15, TestLog.checkpoint(15)))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void other_logs_other_keys_and_malformed_requests_are_refused() {
        Witness witness = witness();
        String good = TestLog.checkpoint(15);
        assertThat(witness.addCheckpoint(
                                TestLog.request(0, 15, TestLog.checkpoint("other.example", 15, TestLog.root(15))))
                        .status())
                .isEqualTo(404);
        assertThat(witness.addCheckpoint(TestLog.request(0, 15, good.replace("\n15\n", "\n14\n")))
                        .status())
                .isEqualTo(403);
        assertThat(witness.addCheckpoint("old 16\n\n" + good).status()).isEqualTo(400);
        assertThat(witness.addCheckpoint("old 0\nno hash\n\n" + good).status()).isEqualTo(400);
        assertThat(witness.addCheckpoint("old 00\n\n" + good).status()).isEqualTo(400);
        assertThat(witness.addCheckpoint(good).status()).isEqualTo(400);
        assertThat(witness.addCheckpoint("").status()).isEqualTo(400);
        String empty = TestLog.checkpoint(TestLog.ORIGIN, 0, TestLog.root(15));
        assertThat(witness.addCheckpoint("old 0\n\n" + empty).status()).isEqualTo(422);
    }

    @Test
    void of_two_histories_that_race_one_is_cosigned() throws Exception {
        Witness witness = witness();
        byte[] other = TestLog.root(10);
        other[0] ^= 1;
        List<String> requests = List.of(
                TestLog.request(0, 10, TestLog.checkpoint(10)),
                TestLog.request(0, 10, TestLog.checkpoint(TestLog.ORIGIN, 10, other)));
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Callable<Integer>> calls = IntStream.range(0, 64)
                    .<Callable<Integer>>mapToObj(i ->
                            () -> witness.addCheckpoint(requests.get(i % 2)).status())
                    .toList();
            int cosigned = 0;
            for (Future<Integer> call : threads.invokeAll(calls)) {
                cosigned += call.get() == 200 ? 1 : 0;
            }
            assertThat(cosigned).isOne();
        }
    }

    @Test
    void it_answers_over_http() throws IOException, InterruptedException {
        HttpServer server = Serve.start(0, witness());
        try {
            URI base = URI.create(
                    "http://localhost:%d/".formatted(server.getAddress().getPort()));
            HttpResponse<String> cosigned = send(HttpRequest.newBuilder(base.resolve("add-checkpoint"))
                    .POST(BodyPublishers.ofString(TestLog.request(0, 15, TestLog.checkpoint(15))))
                    .build());
            assertThat(cosigned.statusCode()).isEqualTo(200);
            HttpResponse<String> latest = send(HttpRequest.newBuilder(
                            base.resolve("6994c64086cc171ca46c749d036fd313bac575a8b2b2a2b9874ef097775714d5/checkpoint"))
                    .build());
            assertThat(latest.body()).isEqualTo(TestLog.checkpoint(15) + cosigned.body());
            assertThat(send(HttpRequest.newBuilder(base.resolve("add-checkpoint"))
                                    .build())
                            .statusCode())
                    .isEqualTo(404);
        } finally {
            server.stop(0);
        }
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        }
    }
}
