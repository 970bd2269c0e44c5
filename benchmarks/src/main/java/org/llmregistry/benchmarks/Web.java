package org.llmregistry.benchmarks;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/// Requests as one person, over connections that are kept.
record Web(HttpClient http, String base, Supplier<String> token) {

    static Web as(String base, String token) {
        return as(base, () -> token);
    }

    static Web as(String base, Supplier<String> token) {
        return new Web(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), base, token);
    }

    String get(String path) {
        return send(request(path).GET().build());
    }

    String post(String path, String idempotencyKey, String body) {
        return post(path, Map.of("Content-Type", "application/json", "Idempotency-Key", idempotencyKey), body);
    }

    /// Events for the log.
    ///
    /// @return their receipts
    String append(String batch) {
        return post("/entries", Map.of("Content-Type", "application/cloudevents-batch+json"), batch);
    }

    /// Blocking, on a kept connection of the calling thread's own: a client that shares the cores with what it measures
    /// should cost little, and the other one hands each request to threads of its own.
    private String post(String path, Map<String, String> headers, String body) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(base + path).toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setRequestProperty("Authorization", "Bearer " + token.get());
            headers.forEach(connection::setRequestProperty);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            connection.setFixedLengthStreamingMode(bytes.length);
            connection.getOutputStream().write(bytes);
            int status = connection.getResponseCode();
            try (InputStream answer = status / 100 == 2 ? connection.getInputStream() : connection.getErrorStream()) {
                String text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
                if (status / 100 != 2) {
                    throw new IllegalStateException("POST %s answered %d: %s".formatted(path, status, text));
                }
                return text;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
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
