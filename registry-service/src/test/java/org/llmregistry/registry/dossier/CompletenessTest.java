package org.llmregistry.registry.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.registry.review.Scheme;

class CompletenessTest {

    private static final ObjectMapper JSON =
            JsonMapper.builder().findAndAddModules().build();
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    /// What may be left out of the example without a word.
    private static final Set<String> OPTIONAL = Set.of(
            "/training/computeTolerance",
            "/training/hours",
            "/training/energyKwh",
            "/training/framework",
            "/training/continuityPlan",
            "/training/hardware/0/owner",
            "/training/hardware/0/place",
            "/safeguards/keywordsUpdatedOn",
            "/safeguards/classifiers",
            "/safeguards/shouldRefuseQuestions",
            "/safeguards/shouldNotRefuseQuestions",
            "/safeguards/userSanctions",
            "/safeguards/watermark",
            "/deployment/url",
            "/deployment/regions",
            "/deployment/inferenceHardware",
            "/deployment/concurrency",
            "/deployment/registeredUsers",
            "/deployment/businessUsers",
            "/deployment/usersAsOf");

    @Test
    void the_example_is_complete() throws IOException {
        assertThat(faultsOf(example())).isEmpty();
    }

    @Test
    void an_empty_dossier_lacks_every_part_at_once() {
        assertThat(faultsOf(JSON.createObjectNode()))
                .extracting(Violation::pointer)
                .containsExactly(
                        "/dossier/developer",
                        "/dossier/signatories",
                        "/dossier/training",
                        "/dossier/corpus",
                        "/dossier/evaluations",
                        "/dossier/safeguards",
                        "/dossier/deployment",
                        "/dossier/documents",
                        "/dossier/documents");
    }

    static Stream<String> everyMember() throws IOException {
        List<String> pointers = new ArrayList<>();
        collect("", example(), pointers);
        // without these two there is no reference to save: a request without them is refused at once
        return pointers.stream().filter(pointer -> !pointer.matches("/documents/\\d/(kind|sha256)"));
    }

    @ParameterizedTest
    @MethodSource("everyMember")
    void a_member_that_is_left_out_is_named_by_its_pointer_unless_it_is_optional(String pointer) throws IOException {
        ObjectNode dossier = example();
        String parent = pointer.substring(0, pointer.lastIndexOf('/'));
        ((ObjectNode) dossier.at(parent)).remove(pointer.substring(pointer.lastIndexOf('/') + 1));
        List<Violation> faults = faultsOf(dossier);
        if (OPTIONAL.contains(pointer)
                || pointer.matches("/corpus/\\d/(country|collectedUntil)")
                || pointer.matches("/documents/\\d/(language|confidential)")) {
            assertThat(faults).isEmpty();
        } else {
            assertThat(faults)
                    .isNotEmpty()
                    .allSatisfy(fault -> assertThat(fault.pointer()).startsWith("/dossier" + pointer));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/corpus/0/rejected     | 4001         | /dossier/corpus/0/rejected     | at-most-drawn",
                "/corpus/0/sampled      | 0            | /dossier/corpus/0/sampled      | positive",
                "/evaluations/1/passed  | 301          | /dossier/evaluations/1/passed  | at-most-drawn",
                "/evaluations/1/date    | '\"2026-11-24\"' | /dossier/evaluations/1/date    | in-the-past",
                "/signatories/0/signedOn| '\"2026-11-24\"' | /dossier/signatories/0/signedOn| in-the-past",
                "/signatories/0/name    | '\"  \"'         | /dossier/signatories/0/name    | required"
            })
    void a_value_that_cannot_be_is_refused(String member, String value, String pointer, String rule)
            throws IOException {
        ObjectNode dossier = example();
        String parent = member.substring(0, member.lastIndexOf('/'));
        ((ObjectNode) dossier.at(parent)).set(member.substring(member.lastIndexOf('/') + 1), JSON.readTree(value));
        assertThat(faultsOf(dossier)).anySatisfy(fault -> {
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.rule()).isEqualTo(rule);
        });
    }

    @Test
    void a_product_that_calls_a_model_has_no_training_to_describe() throws IOException {
        ObjectNode dossier = example();
        dossier.remove(List.of("training", "corpus"));
        dossier.putObject("lineage").put("relation", "API_CALL").put("baseModelName", "ERNIE 4.0");
        assertThat(faultsOf(dossier)).isEmpty();
    }

    @Test
    void a_document_must_have_been_uploaded_and_the_scheme_must_offer_track_and_region() throws IOException {
        Dossier dossier = JSON.treeToValue(example(), Dossier.class);
        assertThat(Completeness.faultsOf(dossier, scheme(), "SERVICE", "XX", Set.of(), TODAY))
                .extracting(Violation::pointer, Violation::rule)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("/track", "known-track"),
                        org.assertj.core.groups.Tuple.tuple("/region", "known-region"),
                        org.assertj.core.groups.Tuple.tuple("/dossier/documents/0/sha256", "uploaded"),
                        org.assertj.core.groups.Tuple.tuple("/dossier/documents/1/sha256", "uploaded"));
    }

    @ParameterizedTest
    @CsvSource({"9.9E24, 1", "1E25, 0", "3E26, 0"})
    void the_european_notification_begins_at_its_trigger(double compute, int faults) throws IOException {
        ObjectNode dossier = example();
        ((ObjectNode) dossier.get("training")).put("computeFlop", compute);
        assertThat(notification(dossier))
                .hasSize(faults)
                .allSatisfy(fault -> assertThat(List.of(fault.pointer(), fault.rule()))
                        .containsExactly("/dossier/training/computeFlop", "applies-from"));
    }

    @Test
    void what_a_dossier_needs_is_said_by_its_track() throws IOException {
        ObjectNode dossier = example();
        ((ObjectNode) dossier.get("training")).put("computeFlop", 1E25);
        dossier.remove(List.of("signatories", "safeguards"));
        assertThat(notification(dossier)).as("Annex XI asks for neither").isEmpty();
        assertThat(faultsOf(dossier))
                .extracting(Violation::pointer)
                .containsExactly("/dossier/signatories", "/dossier/safeguards");
        ((ObjectNode) dossier.get("training")).remove("energyKwh");
        assertThat(notification(dossier)).extracting(Violation::pointer).containsExactly("/dossier/training/energyKwh");
    }

    /// A member that a scheme may ask for, but that no dossier has, could never be given.
    @Test
    void every_member_that_a_scheme_may_ask_for_is_one_of_the_dossier() throws IOException {
        JsonNode known = JSON.readTree(schemes("scheme.schema.json").toFile())
                .at("/properties/tracks/items/properties/requiredFields/items/enum");
        assertThat(known).hasSizeGreaterThan(50).allSatisfy(field -> {
            Class<?> type = Dossier.class;
            for (String step : field.asText().replace("[]", "").split("\\.")) {
                RecordComponent member = Stream.of(type.getRecordComponents())
                        .filter(component -> component.getName().equals(step))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(field));
                type = member.getGenericType() instanceof ParameterizedType list
                        ? (Class<?>) list.getActualTypeArguments()[0]
                        : member.getType();
            }
        });
    }

    private static List<Violation> notification(ObjectNode dossier) throws IOException {
        Scheme scheme = scheme("eu-gpai-1.yaml");
        Set<String> uploaded = Set.copyOf(example().findValuesAsText("sha256"));
        return Completeness.faultsOf(
                        JSON.treeToValue(dossier, Dossier.class), scheme, "SYSTEMIC_RISK", "EU", uploaded, TODAY)
                .stream()
                .filter(fault -> !fault.rule().equals("required-document"))
                .toList();
    }

    private static Path schemes(String file) {
        return Path.of(System.getProperty("repository.root"), "review-service/src/main/resources/schemes", file);
    }

    private static List<Violation> faultsOf(ObjectNode dossier) {
        try {
            Set<String> uploaded = Set.copyOf(example().findValuesAsText("sha256"));
            return Completeness.faultsOf(
                    JSON.treeToValue(dossier, Dossier.class), scheme(), "MODEL", "CN-BJ", uploaded, TODAY);
        } catch (IOException ours) {
            throw new java.io.UncheckedIOException(ours);
        }
    }

    /// The very file that review-service publishes.
    private static Scheme scheme() throws IOException {
        return scheme("demo-1.yaml");
    }

    private static Scheme scheme(String file) throws IOException {
        return JSON.treeToValue(
                new ObjectMapper(new YAMLFactory()).readTree(schemes(file).toFile()), Scheme.class);
    }

    private static ObjectNode example() throws IOException {
        return (ObjectNode) JSON.readTree(Dossier.EXAMPLE);
    }

    private static void collect(String pointer, JsonNode node, List<String> pointers) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> {
                pointers.add(pointer + "/" + member.getKey());
                collect(pointer + "/" + member.getKey(), member.getValue(), pointers);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                collect(pointer + "/" + i, array.get(i), pointers);
            }
        }
    }
}
