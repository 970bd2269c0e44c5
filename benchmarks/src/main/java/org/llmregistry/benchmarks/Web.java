package org.llmregistry.benchmarks;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/// Requests as one person, over connections that are kept.
///
/// @param http  for what is read and for files
/// @param wires for what is posted, those that nobody uses at the moment
record Web(HttpClient http, String base, Supplier<String> token, Queue<Wire> wires) {

    static Web as(String base, String token) {
        return as(base, () -> token);
    }

    static Web as(String base, Supplier<String> token) {
        return new Web(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                base,
                token,
                new ConcurrentLinkedQueue<>());
    }

    String get(String path) {
        return send(request(path).GET().build());
    }

    String post(String path, String idempotencyKey, String body) {
        return send(path, "Content-Type: application/json\r\nIdempotency-Key: %s\r\n".formatted(idempotencyKey), body);
    }

    /// Events for the log.
    ///
    /// @return their receipts
    String append(String batch) {
        return send("/entries", "Content-Type: application/cloudevents-batch+json\r\n", batch);
    }

    private String send(String path, String headers, String body) {
        try {
            Wire wire = wire();
            Wire.Answer answer = wire.post(
                    path,
                    "Authorization: Bearer " + token.get() + "\r\n" + headers,
                    body.getBytes(StandardCharsets.UTF_8));
            wires.add(wire);
            if (answer.status() / 100 != 2) {
                throw new IllegalStateException(
                        "POST %s answered %d: %s".formatted(path, answer.status(), answer.body()));
            }
            return answer.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Wire wire() throws IOException {
        for (Wire kept = wires.poll(); kept != null; kept = wires.poll()) {
            if (kept.isFresh()) {
                return kept;
            }
            kept.close();
        }
        return new Wire(URI.create(base));
    }

    /// @return id of what was made
    String created(String path, String body) {
        return send(request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build())
                .replaceFirst("(?s).*?\"id\" *: *\"([^\"]+)\".*", "$1");
    }

    /// @param precondition `If-Match` or `If-None-Match`: any version
    void put(String path, String precondition, String type, String body) {
        send(request(path)
                .header("Content-Type", type)
                .header(precondition, "*")
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    /// A file of any size, which is not there yet.
    void put(String path, String mediaType, Path file) {
        try {
            send(request(path)
                    .header("Content-Type", mediaType)
                    .header("If-None-Match", "*")
                    .PUT(BodyPublishers.ofFile(file))
                    .build());
        } catch (FileNotFoundException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /// A file of any size.
    String upload(String path, String mediaType, Path file) {
        try {
            return send(request(path)
                    .header("Content-Type", mediaType)
                    .POST(BodyPublishers.ofFile(file))
                    .build());
        } catch (FileNotFoundException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token.get());
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        "%s answered %d: %s".formatted(request, answer.statusCode(), answer.body()));
            }
            return answer.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
