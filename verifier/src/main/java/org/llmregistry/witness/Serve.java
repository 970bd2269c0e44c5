package org.llmregistry.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.llmregistry.verifier.VerifierKey;

/// The command: a witness on localhost; a proxy with TLS stands before it where others ask it.
public final class Serve {

    private static final String USAGE = """
            java -cp verifier.jar org.llmregistry.witness.Serve key                   prints the key that logs and auditors need
            java -cp verifier.jar org.llmregistry.witness.Serve PORT FOLDER LOGS      cosigns what the logs of the file show

            WITNESS_NAME  name of the key, for instance witness.example/w1
            WITNESS_KEY   seed of the key: 32 random bytes in base64
            FOLDER        keeps the newest checkpoint of each log; whoever loses it may cosign a fork
            LOGS          keys of the logs, name+id+key, one a line; a line may be added at any time

            POST /add-checkpoint and GET /<sha256 of the origin>/checkpoint, as c2sp.org/tlog-witness has them.""";
    private static final int MOST_BYTES = 1 << 16;
    private static final Pattern LATEST = Pattern.compile("/([0-9a-f]{64})/checkpoint");

    private Serve() {}

    public static void main(String[] args) throws IOException {
        String name = System.getenv("WITNESS_NAME");
        String seed = System.getenv("WITNESS_KEY");
        if (name == null || seed == null || !(args.length == 3 || args.length == 1 && args[0].equals("key"))) {
            System.err.println(USAGE);
            System.exit(2);
            return;
        }
        byte[] bytes = Base64.getDecoder().decode(seed.strip());
        if (args.length == 1) {
            System.out.println(key(name, bytes));
            return;
        }
        HttpServer server = start(Integer.parseInt(args[0]), name, bytes, Path.of(args[1]), Path.of(args[2]));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(0)));
        System.out.printf("witness %s on port %d%n", name, server.getAddress().getPort());
    }

    /// The key that logs and auditors need: `name+id+key`.
    public static String key(String name, byte[] seed) {
        return Ed25519Key.ofWitness(name, seed).verifierKey();
    }

    /// The key of a log that signs with this seed, as its witnesses need it: `name+id+key`.
    public static String logKey(String name, byte[] seed) {
        return Ed25519Key.ofLog(name, seed).verifierKey();
    }

    /// @param port   0: any free one
    /// @param folder keeps the newest checkpoint of each log
    /// @param logs   file with the keys of the logs, read each time: a log that is added is known at once
    public static HttpServer start(int port, String name, byte[] seed, Path folder, Path logs) throws IOException {
        return start(
                port,
                new Witness(Ed25519Key.ofWitness(name, seed), () -> keys(logs), new Seen(folder), Clock.systemUTC()));
    }

    private static Map<String, VerifierKey> keys(Path logs) {
        try (Stream<String> lines = Files.lines(logs)) {
            return lines.filter(line -> !line.isBlank())
                    .map(VerifierKey::parse)
                    .collect(Collectors.toMap(VerifierKey::name, Function.identity()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static HttpServer start(int port, Witness witness) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, witness));
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, Witness witness) throws IOException {
        try (exchange) {
            send(exchange, answerTo(exchange, witness));
        }
    }

    private static Witness.Answer answerTo(HttpExchange exchange, Witness witness) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Matcher latest = LATEST.matcher(path);
        try {
            if (path.equals("/add-checkpoint") && exchange.getRequestMethod().equals("POST")) {
                byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
                return body.length > MOST_BYTES
                        ? Witness.Answer.of(400, "at most 64 KiB")
                        : witness.addCheckpoint(new String(body, StandardCharsets.UTF_8));
            }
            return latest.matches() && exchange.getRequestMethod().equals("GET")
                    ? witness.latest(latest.group(1))
                    : Witness.Answer.of(404, "there is nothing here");
        } catch (RuntimeException failure) {
            System.err.println(failure);
            return Witness.Answer.of(500, "nothing was cosigned");
        }
    }

    private static void send(HttpExchange exchange, Witness.Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
