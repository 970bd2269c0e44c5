package org.llmregistry.kernel.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// The operations of the committed contract, to be called with the ids of a thing. A plain client with kept
/// connections: thousands of calls in seconds.
public final class Calls implements AutoCloseable {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Set<String> CHANGING = Set.of("PUT", "PATCH");

    /// One operation of the contract.
    record Call(
            String operation,
            String method,
            String path,
            List<String> pathParameters,
            List<String> queryParameters,
            Set<String> statuses,
            String mediaType,
            String example) {

        boolean isRead() {
            return method.equals("GET");
        }

        boolean declares(int status) {
            return statuses.contains(String.valueOf(status));
        }
    }

    /// An answer, with the names of its headers.
    public record Reply(int status, Set<String> headers, String body) {

        /// A list, or a page of one, that shows nothing.
        public boolean isEmptyList() {
            return status == 200 && (body.equals("[]") || body.startsWith("{\"items\":[],"));
        }

        /// Without what differs from request to request: the ids that the caller sent itself, and the request's.
        Reply without(Thing thing) {
            String text = body.replaceAll("\"requestId\":\"[^\"]*\",?", "");
            for (Map.Entry<String, String> id : thing.ids().entrySet()) {
                text = thing.isGlobal(id.getKey()) ? text.replace(id.getValue(), "{" + id.getKey() + "}") : text;
            }
            return new Reply(status, headers, text);
        }
    }

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Call> calls = read();

    Set<String> operations() {
        return calls.keySet();
    }

    Call of(String operation) {
        Call call = calls.get(operation);
        if (call == null) {
            throw new AssertionError("the contract has no operation " + operation);
        }
        return call;
    }

    /// What the contract leaves open, by operation.
    public interface Filling {

        /// Value of a parameter that the thing does not have.
        String parameter(String operation, String name);

        /// The body to send, made from the contract's example with the ids of the thing.
        String complete(String operation, String body);
    }

    /// @param token empty: without one
    Reply send(Call call, Thing thing, String token, Filling filling) throws IOException, InterruptedException {
        String path = call.path();
        for (String name : call.pathParameters()) {
            path = path.replace("{" + name + "}", value(call, thing, name, filling));
        }
        StringBuilder url = new StringBuilder("http://localhost:%d%s".formatted(RestAssured.port, path));
        for (String name : call.queryParameters()) {
            url.append(url.indexOf("?") < 0 ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(value(call, thing, name, filling));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url.toString()));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (CHANGING.contains(call.method())) {
            request.header("If-Match", "*");
        }
        if (call.mediaType().isEmpty()) {
            request.method(call.method(), HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", call.mediaType())
                    .method(call.method(), HttpRequest.BodyPublishers.ofString(body(call, thing, filling)));
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Set<String> headers = new TreeSet<>();
        answer.headers().map().keySet().forEach(name -> headers.add(name.toLowerCase(Locale.ROOT)));
        return new Reply(answer.statusCode(), headers, answer.body());
    }

    @Override
    public void close() {
        client.close();
    }

    private static String value(Call call, Thing thing, String name, Filling filling) {
        String value = thing.ids().get(name);
        return value == null ? filling.parameter(call.operation(), name) : value;
    }

    private String body(Call call, Thing thing, Filling filling) throws IOException {
        if (!call.mediaType().equals("application/json")) {
            return filling.complete(call.operation(), call.example());
        }
        ObjectNode body = (ObjectNode) json.readTree(call.example());
        thing.ids().forEach((name, value) -> {
            if (body.has(name) && Thing.isUuid(value)) {
                body.put(name, value);
            }
        });
        if (body.has("messageId")) {
            body.put("messageId", UUID.randomUUID().toString());
        }
        return filling.complete(call.operation(), body.toString());
    }

    private static Map<String, Call> read() {
        JsonNode contract;
        try {
            contract = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(Path.of("openapi.yaml")));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        Map<String, Call> calls = new TreeMap<>();
        contract.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (METHODS.contains(operation.getKey())) {
                        Call call = read(path.getKey(), path.getValue(), operation.getKey(), operation.getValue());
                        calls.put(call.operation(), call);
                    }
                }));
        return calls;
    }

    private static Call read(String path, JsonNode shared, String method, JsonNode operation) {
        List<String> inPath = new ArrayList<>();
        List<String> inQuery = new ArrayList<>();
        for (JsonNode parameters : List.of(shared.path("parameters"), operation.path("parameters"))) {
            for (JsonNode parameter : parameters) {
                String name = parameter.path("name").asText();
                if (parameter.path("in").asText().equals("path")) {
                    inPath.add(name);
                } else if (parameter.path("in").asText().equals("query")
                        && parameter.path("required").asBoolean()) {
                    inQuery.add(name);
                }
            }
        }
        inPath.sort(Comparator.comparingInt(name -> path.indexOf("{" + name + "}")));
        Set<String> statuses = new TreeSet<>();
        operation.path("responses").fieldNames().forEachRemaining(statuses::add);
        var content = operation.path("requestBody").path("content").fieldNames();
        String id = operation.path("operationId").asText();
        JsonNode example = Examples.example(operation);
        return new Call(
                id,
                method.toUpperCase(Locale.ROOT),
                path,
                inPath,
                inQuery,
                statuses,
                content.hasNext() ? content.next() : "",
                example.isValueNode() ? example.asText() : example.toString());
    }
}
