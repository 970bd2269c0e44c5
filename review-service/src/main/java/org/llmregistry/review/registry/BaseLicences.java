package org.llmregistry.review.registry;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.oidc.client.OidcClientException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.review.ReviewProblem;

/// Asks the registry what an application rests on. Call it before a transaction: an answer may take its time.
@ApplicationScoped
public class BaseLicences {

    /// What the application rests on, as it stood when the registry was asked.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record BaseLicence(
            @Schema(description = "Name of the model") String model,

            @Schema(description = "Absent: it has none", examples = "DEMO-2026-000001-7") @Nullable
            String number,

            @Schema(description = "Of the licence; UNLICENSED: there is none", examples = "ACTIVE")
            String status,

            @Schema(description = "Neither suspended nor ended, and not past its last day")
            boolean inForce) {}

    private final RegistryClient registry;

    BaseLicences(@RestClient RegistryClient registry) {
        this.registry = registry;
    }

    /// Refuses with 503 while the registry does not answer.
    public List<BaseLicence> of(UUID applicationId) {
        try {
            return registry.baseLicences(applicationId);
        } catch (WebApplicationException | ProcessingException | OidcClientException unanswered) {
            throw Refusal.of(ReviewProblem.REGISTRY_UNAVAILABLE, "It could not be asked what the model rests on.");
        }
    }
}
