package org.llmregistry.registry.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmregistry.registry.dossier.Dossier;
import org.llmregistry.registry.review.Scheme;

/// Which class a change of a field falls into, by the tables of the shipped schemes.
class ChangeClassesTest {

    @ParameterizedTest
    @CsvSource({
        "/deployment/url,              0",
        "/signatories/0/name,          0",
        "/developer/address,           0",
        "/safeguards/keywords,         1",
        "/safeguards/keywordsUpdatedOn, 1",
        "/documents/3,                 1",
        "/deployment/channels/2,       2",
        "/deployment/registeredUsers,  2",
        "/deployment/minors,           3",
        "/deployment/audience,         3",
        "/safeguards/classifiers/1,    3",
        "/corpus/2,                    3",
        "/training/computeFlop,        3",
        "/version,                     3",
        "/developer/legalName,         4",
        "/lineage/baseModelName,       4",
        "/type/architecture,           4",
        "/deployment,                  3", // the whole of it: whether minors may use it is part of it
        "/developer,                   4",
        "/safeguards,                  3"
    })
    void a_field_falls_into_the_class_of_the_longest_pointer_or_of_what_lies_beneath(String pointer, String code)
            throws IOException {
        assertThat(classes("demo-1.yaml").of(pointer).orElseThrow().code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo-1.yaml", "cn-2024-1.yaml"})
    void every_field_of_a_dossier_has_a_class(String file) throws IOException {
        List<String> pointers = new ArrayList<>();
        collect("", new ObjectMapper().readTree(Dossier.EXAMPLE), pointers);
        assertThat(pointers)
                .hasSizeGreaterThan(80)
                .allSatisfy(pointer ->
                        assertThat(classes(file).of(pointer)).as(pointer).isPresent());
    }

    @Test
    void the_gravest_field_decides() throws IOException {
        ChangeClasses classes = classes("demo-1.yaml");
        assertThat(classes.required(List.of("/deployment/url", "/deployment/channels/1", "/safeguards/keywords"))
                        .orElseThrow()
                        .code())
                .isEqualTo("2");
        assertThat(classes.required(List.of())).isEmpty();
    }

    @Test
    void a_scheme_without_a_table_asks_for_nothing_and_nothing_falls_into_a_plan() throws IOException {
        assertThat(classes("eu-gpai-1.yaml").of("/deployment")).isEmpty();
        assertThat(classes("demo-1.yaml").named("P").orElseThrow().fields()).contains("/version");
        assertThat(classes("demo-1.yaml").of("/version").orElseThrow().code()).isEqualTo("3");
    }

    private static ChangeClasses classes(String file) throws IOException {
        Path path = Path.of(System.getProperty("repository.root"), "review-service/src/main/resources/schemes", file);
        JsonNode scheme = new ObjectMapper(new YAMLFactory()).readTree(path.toFile());
        return new ChangeClasses(
                new ObjectMapper().treeToValue(scheme, Scheme.class).changeClasses());
    }

    private static void collect(String pointer, JsonNode node, List<String> pointers) {
        pointers.add(pointer);
        node.properties().forEach(member -> collect(pointer + "/" + member.getKey(), member.getValue(), pointers));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(pointer + "/" + i, node.get(i), pointers);
        }
    }
}
