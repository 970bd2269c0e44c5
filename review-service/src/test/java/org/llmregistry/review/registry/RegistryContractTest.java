package org.llmregistry.review.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.review.ReviewServiceTest;

/// What we tell registry-service, held against the contract that it committed.
@ReviewServiceTest
class RegistryContractTest {

    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 9);
    private static final OpenApiInteractionValidator CONTRACT = OpenApiInteractionValidator.createFor(
                    Path.of(System.getProperty("repository.root"), "registry-service", "openapi.yaml")
                            .toUri()
                            .toString())
            .withLevelResolver(LevelResolver.create()
                    .withLevel("validation.request.security", ValidationReport.Level.IGNORE)
                    .build())
            .build();

    @Inject
    ObjectMapper json;

    private final UUID id = UUID.randomUUID();

    @Test
    void every_message_is_what_the_registry_takes() throws Exception {
        assertTaken("/review-progress", progress(DAY, true));
        assertTaken("/review-progress", progress(null, null));
        assertTaken("/answer-warnings", new RegistryMessages.Warned(id, 1, NOW, DAY));
        assertTaken(
                "/information-requests",
                new RegistryMessages.Asked(
                        id,
                        1,
                        NOW,
                        DAY,
                        List.of(
                                new RegistryMessages.Asked.Item(1, "6", "Which base model?", true, DAY, null, null),
                                new RegistryMessages.Asked.Item(
                                        2,
                                        "6",
                                        "Which data?",
                                        true,
                                        DAY,
                                        new RegistryMessages.Asked.Reopened(1, 2),
                                        "It names none."))));
        String digest = "a".repeat(64);
        assertTaken("/draws", new RegistryMessages.Drawn(id, 1, "should-refuse", 300, digest, NOW, null, null, null));
        assertTaken(
                "/draws", new RegistryMessages.Drawn(id, 1, "should-refuse", 300, digest, NOW, digest, digest, NOW));
        assertThat(faults(
                        "/decisions",
                        new RegistryMessages.Decided(
                                id,
                                id,
                                id,
                                "GRANTED_WITH_CONDITIONS",
                                NOW,
                                "DEMO",
                                1,
                                "x",
                                "Article 38",
                                List.of(new RegistryMessages.ClauseReason("9.4", "x")),
                                List.of(new RegistryMessages.Waiver("OVER_REFUSAL_MAX", "x")),
                                List.of(new RegistryMessages.Condition("KEYWORDS", "x", DAY, "Its dates.")),
                                DAY,
                                "x")))
                .isEmpty();
        assertThat(faults("/change-objections", new RegistryMessages.Objected(id, id, "x", NOW)))
                .isEmpty();
        assertTaken(
                "/conditions",
                new RegistryMessages.ConditionStands(
                        id, id, id, "OVERDUE", NOW, new RegistryMessages.Condition("KEYWORDS", "x", DAY, null), NOW));
        assertThat(faults("/applications/" + id + "/answer-warnings", progress(DAY, true)))
                .isNotEmpty();
    }

    private RegistryMessages.Progress progress(LocalDate dueOn, Boolean overdue) {
        return new RegistryMessages.Progress(
                id,
                id,
                "RETURNED",
                NOW,
                List.of(new Violation("/documents/0", "signature", "Sign it.")),
                null,
                dueOn,
                NOW,
                overdue);
    }

    private void assertTaken(String path, Object message) throws Exception {
        assertThat(faults("/applications/" + id + path, message)).isEmpty();
    }

    private List<ValidationReport.Message> faults(String path, Object message) throws Exception {
        return CONTRACT
                .validateRequest(SimpleRequest.Builder.post(path)
                        .withContentType("application/json")
                        .withBody(json.writeValueAsString(message))
                        .build())
                .getMessages()
                .stream()
                .filter(fault -> fault.getLevel() == ValidationReport.Level.ERROR)
                .toList();
    }
}
