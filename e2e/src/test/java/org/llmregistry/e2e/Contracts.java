package org.llmregistry.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The committed contracts, whose examples the tests send.
final class Contracts {

    static final JsonNode REGISTRY = contract("registry-service");
    static final JsonNode REVIEW = contract("review-service");

    private Contracts() {}

    static ObjectNode example(JsonNode contract, String operationId) {
        for (JsonNode path : contract.get("paths")) {
            for (JsonNode operation : path) {
                if (operation.path("operationId").asText().equals(operationId)) {
                    return operation
                            .at("/requestBody/content/application~1json/examples")
                            .iterator()
                            .next()
                            .get("value")
                            .deepCopy();
                }
            }
        }
        throw new AssertionError("no operation " + operationId);
    }

    private static JsonNode contract(String service) {
        try {
            Path file = Path.of(System.getProperty("repository.root"), service, "openapi.yaml");
            return new ObjectMapper(new YAMLFactory()).readTree(Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
