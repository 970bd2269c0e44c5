package org.llmregistry.kernel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What holds for each contract. A service's `ContractTest` extends it; `-Dcontract.update=true` writes the file anew.
public abstract class ContractRules {

    private static final Path COMMITTED = Path.of("openapi.yaml");
    private static final Pattern SEGMENT = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*|\\{[a-zA-Z0-9]+}");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());

    @Test
    void the_committed_contract_is_the_one_that_the_code_offers() throws IOException {
        String offered = RestAssured.given()
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        if (Boolean.getBoolean("contract.update")) {
            Files.writeString(COMMITTED, offered);
        }
        assertThat(yaml.readTree(Files.readString(COMMITTED)))
                .as("openapi.yaml differs from the code; look at the difference, then run with -Dcontract.update=true")
                .isEqualTo(yaml.readTree(offered));
    }

    @Test
    void every_operation_has_one_tag_an_id_a_summary_and_a_description() throws IOException {
        Set<String> ids = new HashSet<>();
        List<String> faults = new ArrayList<>();
        forEachOperation((name, operation) -> {
            if (operation.path("tags").size() != 1) {
                faults.add(name + ": exactly one tag");
            }
            if (operation.path("summary").asText().isBlank()) {
                faults.add(name + ": summary");
            }
            if (operation.path("description").asText().isBlank()) {
                faults.add(name + ": description");
            }
            if (!ids.add(operation.path("operationId").asText(name))) {
                faults.add(name + ": unique operationId");
            }
        });
        assertThat(faults).isEmpty();
    }

    @Test
    void every_error_is_declared_as_a_problem_document() throws IOException {
        List<String> faults = new ArrayList<>();
        forEachOperation((name, operation) -> operation
                .path("responses")
                .properties()
                .forEach(response -> {
                    boolean error = response.getKey().startsWith("4")
                            || response.getKey().startsWith("5");
                    if (error && !response.getValue().path("content").has("application/problem+json")) {
                        faults.add(name + ": " + response.getKey());
                    }
                }));
        assertThat(faults).isEmpty();
    }

    @Test
    void every_json_request_body_has_an_example() throws IOException {
        List<String> faults = new ArrayList<>();
        forEachOperation((name, operation) -> {
            JsonNode media = operation.path("requestBody").path("content").path("application/json");
            if (!media.isMissingNode() && !media.has("example") && !media.has("examples")) {
                faults.add(name);
            }
        });
        assertThat(faults).isEmpty();
    }

    /// Swagger UI fills its form with examples: whoever presses Execute would filter by them.
    @Test
    void no_filter_is_filled_in_for_the_caller() throws IOException {
        JsonNode schemas =
                yaml.readTree(Files.readString(COMMITTED)).path("components").path("schemas");
        List<String> faults = new ArrayList<>();
        forEachOperation((name, operation) -> operation.path("parameters").forEach(parameter -> {
            String reference = parameter.path("schema").path("$ref").asText();
            JsonNode shared = schemas.path(reference.substring(reference.lastIndexOf('/') + 1));
            boolean filled =
                    parameter.has("example") || parameter.path("schema").has("example") || shared.has("example");
            if (filled
                    && parameter.path("in").asText().equals("query")
                    && !parameter.path("required").asBoolean()) {
                faults.add(name + ": " + parameter.path("name").asText());
            }
        }));
        assertThat(faults).isEmpty();
    }

    @Test
    void every_path_is_kebab_case_nouns() throws IOException {
        List<String> faults = new ArrayList<>();
        contract().path("paths").fieldNames().forEachRemaining(path -> {
            for (String segment : path.substring(1).split("/", -1)) {
                if (!segment.isEmpty() && !SEGMENT.matcher(segment).matches()) {
                    faults.add(path);
                }
            }
        });
        assertThat(faults).isEmpty();
    }

    protected JsonNode contract() throws IOException {
        return yaml.readTree(Files.readString(COMMITTED));
    }

    private void forEachOperation(java.util.function.BiConsumer<String, JsonNode> check) throws IOException {
        contract()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (METHODS.contains(operation.getKey())) {
                        check.accept(operation.getKey() + " " + path.getKey(), operation.getValue());
                    }
                }));
    }
}
