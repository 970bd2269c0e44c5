package org.llmregistry.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Small HTTP client of the launcher.
final class Web {

    /// @param body JSON; a missing node where there was none
    record Answer(int status, JsonNode body, java.net.http.HttpHeaders headers) {
        Answer expect(int... statuses) {
            for (int expected : statuses) {
                if (status == expected) {
                    return this;
                }
            }
            throw new StartFailure("A part of the stack answered %d: %s".formatted(status, body));
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Answer get(String url, @Nullable String token) {
        return send(request(url, token).GET().build());
    }

    Answer post(String url, @Nullable String token, Object body) {
        return sendBody(
                "POST",
                url,
                token,
                "application/json",
                BodyPublishers.ofString(JSON.valueToTree(body).toString()));
    }

    Answer put(String url, @Nullable String token, JsonNode body) {
        return sendBody("PUT", url, token, "application/json", BodyPublishers.ofString(body.toString()));
    }

    Answer sendBody(String method, String url, @Nullable String token, String type, BodyPublisher body) {
        return send(request(url, token)
                .header("Content-Type", type)
                .method(method, body)
                .build());
    }

    Answer form(String url, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return sendBody("POST", url, null, "application/x-www-form-urlencoded", BodyPublishers.ofString(body));
    }

    /// True when something answers 200 there.
    boolean answers(String url) {
        try {
            return get(url, null).status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static HttpRequest.Builder request(String url, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(60));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), parse(response.body()), response.headers());
        } catch (ConnectException refused) {
            throw new UncheckedIOException(refused);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted");
        }
    }

    private static JsonNode parse(String body) {
        try {
            return body.startsWith("{") || body.startsWith("[")
                    ? JSON.readTree(body)
                    : JSON.getNodeFactory().textNode(body);
        } catch (IOException notJson) {
            return JSON.getNodeFactory().textNode(body);
        }
    }
}
