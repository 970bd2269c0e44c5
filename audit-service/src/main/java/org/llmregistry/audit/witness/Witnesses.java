package org.llmregistry.audit.witness;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.audit.witness.WitnessPolicy.Witness;
import org.llmregistry.kernel.web.Digests;

/// Asks the witnesses of the policy, all at once. One that does not answer in a second, or not to the end in two, is
/// asked again with the next checkpoint; the others do not wait for it.
@ApplicationScoped
public class Witnesses {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration WITH_ALL = PATIENCE.multipliedBy(2);
    private static final int MOST_BYTES = 16 * 1024; // of an answer

    private final WitnessPolicy policy;
    private final Map<Shown, Long> latest = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    Witnesses(WitnessSettings settings) {
        this.policy = settings.policy()
                .map(file -> {
                    try {
                        return WitnessPolicy.parse(Files.readString(file));
                    } catch (IOException missing) {
                        throw new UncheckedIOException(missing);
                    }
                })
                .orElseGet(WitnessPolicy::nobody);
    }

    /// What a witness has seen of a log.
    private record Shown(String witness, String origin) {}

    /// A witness has seen the checkpoint.
    ///
    /// @param line that goes behind it
    public record Cosignature(String witness, Instant at, String line) {}

    /// The newest tree that a witness has seen.
    public record Seen(String witness, Optional<Tree> tree) {}

    public record Tree(long size, Hash root) {}

    public WitnessPolicy policy() {
        return policy;
    }

    /// What the witnesses who answer have seen of the log. What the log did not sign proves nothing against it.
    ///
    /// @param signed whether a checkpoint has our signature
    public List<Seen> seen(String origin, Predicate<String> signed) {
        String path = Digests.sha256Hex(origin) + "/checkpoint";
        return all(witness -> {
            HttpResponse<String> answer =
                    send(HttpRequest.newBuilder(witness.url().resolve(path)));
            if (answer.statusCode() == 404) {
                return Optional.of(new Seen(witness.name(), Optional.empty()));
            }
            if (answer.statusCode() != 200 || !signed.test(answer.body())) {
                Log.errorf("alarm: the witness %s answers with what we did not sign", witness.name());
                return Optional.empty();
            }
            List<String> lines = answer.body().lines().toList();
            Tree tree = new Tree(
                    Long.parseLong(lines.get(1)), Hash.of(Base64.getDecoder().decode(lines.get(2))));
            return Optional.of(new Seen(witness.name(), Optional.of(tree)));
        });
    }

    /// @param note   a signed checkpoint
    /// @param proofs that it grew from a smaller size
    public List<Cosignature> cosign(String origin, long size, String note, LongFunction<List<Hash>> proofs) {
        return all(witness -> cosign(witness, origin, size, note, proofs));
    }

    private Optional<Cosignature> cosign(
            Witness witness, String origin, long size, String note, LongFunction<List<Hash>> proofs)
            throws IOException, InterruptedException {
        Shown shown = new Shown(witness.name(), origin);
        HttpResponse<String> answer = add(witness, latest.getOrDefault(shown, 0L), note, proofs);
        if (answer.statusCode() == 409) {
            long known = Long.parseLong(answer.body().strip());
            if (known > size) {
                Log.errorf("alarm: the witness %s has seen %d entries, the log shows %d", witness.name(), known, size);
                return Optional.empty();
            }
            answer = add(witness, known, note, proofs);
        }
        if (answer.statusCode() != 200) {
            Log.errorf("alarm: the witness %s answers %d: %s", witness.name(), answer.statusCode(), answer.body());
            return Optional.empty();
        }
        latest.put(shown, size);
        String text = note.substring(0, note.lastIndexOf("\n\n") + 1);
        return answer.body()
                .lines()
                .flatMap(line ->
                        witness
                                .key()
                                .cosigned(text, line)
                                .map(at -> new Cosignature(witness.name(), at, line))
                                .stream())
                .findFirst();
    }

    private HttpResponse<String> add(Witness witness, long old, String note, LongFunction<List<Hash>> proofs)
            throws IOException, InterruptedException {
        String proof =
                proofs.apply(old).stream().map(hash -> hash.base64() + "\n").collect(Collectors.joining());
        return send(HttpRequest.newBuilder(witness.url().resolve("add-checkpoint"))
                .POST(BodyPublishers.ofString("old %d\n%s\n%s".formatted(old, proof, note))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(PATIENCE).build(), BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
    }

    /// What a witness is asked.
    private interface Question<T> {
        Optional<T> ask(Witness witness) throws IOException, InterruptedException;
    }

    private <T> List<T> all(Question<T> question) {
        List<T> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Optional<T>>> questions = policy.witnesses().stream()
                    .<Callable<Optional<T>>>map(witness -> () -> question.ask(witness))
                    .toList();
            for (Future<Optional<T>> answer :
                    threads.invokeAll(questions, WITH_ALL.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    answer.get().ifPresent(answers::add);
                } catch (ExecutionException unanswered) {
                    Log.warnf("a witness does not answer: %s", unanswered.getCause());
                } catch (CancellationException unfinished) {
                    Log.warnf("a witness does not come to an end of its answer");
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return answers;
    }
}
