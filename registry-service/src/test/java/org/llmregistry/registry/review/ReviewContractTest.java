package org.llmregistry.registry.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.revision.Difference;

/// What we read and send at review-service, held against the contract that it committed.
@RegistryServiceTest
class ReviewContractTest {

    private static final Path CONTRACT =
            Path.of(System.getProperty("repository.root"), "review-service", "openapi.yaml");

    @Inject
    ObjectMapper json;

    private JsonNode contract;

    @BeforeEach
    void read() throws IOException {
        boolean isThere = Files.exists(CONTRACT);
        if (!isThere) {
            System.err.println("LEFT OUT: review-service has no openapi.yaml, nothing holds what we send it");
        }
        assumeTrue(isThere);
        contract = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(CONTRACT));
    }

    @Test
    void every_field_that_we_read_is_promised() {
        List<String> missing = new ArrayList<>();
        compare(ReviewClient.Published.class, answer("/schemes").path("items"), "schemes", missing);
        compare(Clocks.Clock.class, answer("/applications/{id}/clocks").path("items"), "clocks", missing);
        compare(Scheme.class, answer("/schemes/{code}/versions/{version}"), "scheme", missing);
        assertThat(missing).isEmpty();
    }

    @Test
    void a_submission_and_a_withdrawal_are_what_review_takes() {
        UUID vendor = Given.registeredVendor();
        String application = Given.submitted(vendor);
        Given.vendor(vendor)
                .body(Map.of("reason", "Not offered."))
                .post("/applications/" + application + "/withdrawal")
                .then()
                .statusCode(200);
        List<String> messages = Given.messages(application);
        assertThat(messages).hasSize(2);
        assertThat(faultsOf("/submissions", messages.getFirst())).isEmpty();
        assertThat(faultsOf("/withdrawals", messages.getLast())).isEmpty();
        assertThat(faultsOf("/withdrawals", messages.getFirst())).isNotEmpty();
    }

    @Test
    void a_statement_and_an_appeal_on_an_order_are_what_review_takes() throws IOException {
        String statement = json.writeValueAsString(new ReviewMessages.OrderStatement(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "The filter was mended.",
                Instant.parse("2026-11-24T08:30:00Z")));
        assertThat(faultsOf("/order-statements", statement)).isEmpty();
        String appeal = json.writeValueAsString(new ReviewMessages.OrderAppeal(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "The counts are of another version.",
                List.of(),
                Instant.parse("2026-12-24T08:30:00Z")));
        assertThat(faultsOf("/order-appeals", appeal)).isEmpty();
    }

    @Test
    void what_a_holder_tells_after_the_grant_is_what_review_takes() throws IOException {
        UUID id = UUID.randomUUID();
        Instant now = Instant.parse("2026-11-24T08:30:00Z");
        LocalDate day = LocalDate.of(2026, 12, 24);
        List<Difference> differences =
                Difference.between(json.readTree("{\"a\": [1]}"), json.readTree("{\"b\": {\"c\": 2}}"));
        for (ReviewMessages.LicenceChanged told : List.of(
                new ReviewMessages.LicenceChanged(
                        id, id, id, "DEMO-1", "CHANGE", "2", "x", differences, List.of(), null, day, day, false, now),
                new ReviewMessages.LicenceChanged(
                        id,
                        id,
                        id,
                        "DEMO-1",
                        "TRANSFER",
                        null,
                        "x",
                        List.of(),
                        List.of(),
                        "Y",
                        day,
                        null,
                        true,
                        now))) {
            assertThat(faultsOf("/licence-changes", json.writeValueAsString(told)))
                    .isEmpty();
        }
        String incident = json.writeValueAsString(new ReviewMessages.IncidentReported(
                id, id, id, "DEMO-1", 1, now, now, "x", "x", 41, "x", List.of(), false, now));
        assertThat(faultsOf("/incidents", incident)).isEmpty();
        String followUp =
                json.writeValueAsString(new ReviewMessages.IncidentFollowedUp(id, id, id, 1, "x", List.of(), now));
        assertThat(faultsOf("/incident-reports", followUp)).isEmpty();
        assertThat(faultsOf("/incidents", followUp)).isNotEmpty();
    }

    @Test
    void evidence_for_a_condition_is_what_review_takes() throws IOException {
        assertThat(faultsOf(
                        "/condition-evidence",
                        json.writeValueAsString(new ReviewMessages.Evidence(
                                UUID.randomUUID(),
                                UUID.randomUUID(),
                                "The library of March.",
                                List.of(),
                                Instant.parse("2027-03-20T08:30:00Z")))))
                .isEmpty();
    }

    @Test
    void the_letter_is_promised_as_page_and_as_paper() {
        assertThat(contract.at("/paths/~1applications~1{id}~1decision-letter/get/responses/200/content")
                        .fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("text/html", "application/pdf");
    }

    @Test
    void answers_with_a_changed_dossier_and_the_digest_of_a_bank_are_what_review_takes() throws IOException {
        Instant now = Instant.parse("2026-11-24T08:30:00Z");
        ReviewMessages.Answers answers = new ReviewMessages.Answers(
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                now,
                List.of(
                        new ReviewMessages.Answers.Answer(1, "61 %.", List.of(), null),
                        new ReviewMessages.Answers.Answer(2, "Nothing was crawled.", List.of(), true)),
                new ReviewMessages.Answers.Revision(2, "{\"type\": {}}"));
        assertThat(faultsOf("/answers", json.writeValueAsString(answers))).isEmpty();
        ReviewMessages.Bank bank =
                new ReviewMessages.Bank(UUID.randomUUID(), UUID.randomUUID(), 1, "a".repeat(64), 20_000, now);
        assertThat(faultsOf("/bank-digests", json.writeValueAsString(bank))).isEmpty();
    }

    private static List<ValidationReport.Message> faultsOf(String path, String body) {
        return OpenApiInteractionValidator.createFor(CONTRACT.toUri().toString())
                .withLevelResolver(LevelResolver.create()
                        .withLevel("validation.request.security", ValidationReport.Level.IGNORE)
                        .build())
                .build()
                .validateRequest(SimpleRequest.Builder.post(path)
                        .withContentType("application/json")
                        .withBody(body)
                        .build())
                .getMessages()
                .stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .toList();
    }

    private JsonNode answer(String path) {
        return resolved(contract.path("paths")
                .path(path)
                .path("get")
                .path("responses")
                .path("200")
                .path("content")
                .path("application/json")
                .path("schema"));
    }

    private void compare(Class<?> ours, JsonNode theirs, String at, List<String> missing) {
        JsonNode properties = resolved(theirs).path("properties");
        for (RecordComponent component : ours.getRecordComponents()) {
            String name = at + "." + component.getName();
            if (!properties.has(component.getName())) {
                missing.add(name);
                continue;
            }
            JsonNode property = resolved(properties.get(component.getName()));
            Type type = component.getGenericType();
            if (type instanceof ParameterizedType list && list.getActualTypeArguments()[0] instanceof Class<?> item) {
                if (item.isRecord()) {
                    compare(item, property.path("items"), name, missing);
                }
            }
        }
    }

    private JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asText(schema.at("/allOf/0/$ref").asText());
        return reference.isEmpty() ? schema : contract.at(reference.substring(1));
    }
}
