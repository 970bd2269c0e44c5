package org.llmregistry.review.scheme;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.review.ReviewProblem;

/// Reads schemes from YAML (JSON is YAML too) and says everything that is wrong with one.
@ApplicationScoped
class SchemeDocument {

    private final ObjectMapper yaml;
    private final JsonSchema schema;
    private final Map<String, Scheme> parsed = new ConcurrentHashMap<>();

    SchemeDocument(ObjectMapper json) {
        yaml = json.copyWith(new YAMLFactory());
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        resource("schemes/scheme.schema.json"),
                        SchemaValidatorsConfig.builder()
                                .pathType(PathType.JSON_POINTER)
                                .formatAssertionsEnabled(true)
                                .build());
    }

    /// A text that was checked before. It never changes, and every request asks for it: so it is read once.
    Scheme parse(String text) {
        return parsed.computeIfAbsent(text, this::read);
    }

    private Scheme read(String text) {
        try {
            return yaml.readValue(text, Scheme.class);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("a scheme can't be read: " + wrong.getOriginalMessage(), wrong);
        }
    }

    /// The scheme, or a refusal that names every fault with its place.
    Scheme check(String text) {
        Scheme scheme;
        try {
            JsonNode tree = yaml.readTree(text);
            List<Violation> faults = schema.validate(tree).stream()
                    .map(fault -> new Violation(
                            fault.getInstanceLocation().toString(), "schema-" + fault.getType(), fault.getMessage()))
                    .toList();
            refuse(faults);
            scheme = yaml.treeToValue(tree, Scheme.class);
        } catch (JsonProcessingException wrong) {
            throw Refusal.of(
                    ReviewProblem.INVALID_SCHEME,
                    "The text is not YAML: " + wrong.getOriginalMessage(),
                    List.of(new Violation("", "yaml", "Send the scheme as YAML or JSON.")));
        }
        refuse(SchemeFaults.of(scheme));
        return scheme;
    }

    private static void refuse(List<Violation> faults) {
        if (!faults.isEmpty()) {
            throw Refusal.of(ReviewProblem.INVALID_SCHEME, "%d faults were found.".formatted(faults.size()), faults);
        }
    }

    static String resource(String name) {
        try (InputStream content =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            if (content == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
