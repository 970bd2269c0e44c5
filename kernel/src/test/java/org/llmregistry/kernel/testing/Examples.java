package org.llmregistry.kernel.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/// The request examples of a service's committed contract, so that tests execute what the contract shows.
public final class Examples {

    private static final JsonNode CONTRACT = contract();

    private Examples() {}

    /// The example of an operation's request body; an object may be changed by the caller.
    public static <T extends JsonNode> T of(String operationId) {
        for (JsonNode path : CONTRACT.path("paths")) {
            for (JsonNode operation : path) {
                if (operation.path("operationId").asText().equals(operationId)) {
                    @SuppressWarnings("unchecked")
                    T example = (T) example(operation).deepCopy();
                    return example;
                }
            }
        }
        throw new AssertionError("the contract has no operation " + operationId);
    }

    /// The example with one member replaced.
    public static ObjectNode with(String operationId, String member, Object value) {
        ObjectNode example = of(operationId);
        return example.putPOJO(member, value);
    }

    /// Every operation that shows an example of its request body.
    public static Set<String> operations() {
        Set<String> ids = new TreeSet<>();
        for (JsonNode path : CONTRACT.path("paths")) {
            for (JsonNode operation : path) {
                if (!example(operation).isMissingNode()) {
                    ids.add(operation.path("operationId").asText());
                }
            }
        }
        return ids;
    }

    /// Missing when the operation shows none.
    static JsonNode example(JsonNode operation) {
        JsonNode media = operation.path("requestBody").path("content").path(0);
        for (JsonNode content : operation.path("requestBody").path("content")) {
            media = content;
        }
        JsonNode named = media.path("examples");
        return named.isMissingNode()
                ? media.path("example")
                : named.iterator().next().path("value");
    }

    private static JsonNode contract() {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(Files.readString(Path.of("openapi.yaml")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
