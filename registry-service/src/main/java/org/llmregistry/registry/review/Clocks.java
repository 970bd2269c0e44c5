package org.llmregistry.registry.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.oidc.client.OidcClientException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.RegistryProblem;

/// Asks review-service for the clocks of a case. Call it outside a transaction: an answer may take its time.
@ApplicationScoped
public class Clocks {

    /// A time limit of the scheme, and how much of it is used.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(description = "A time limit of the scheme, and how much of it is used")
    public record Clock(
            @Schema(examples = "REVIEW") String code,

            @Schema(
                    description = "RUNNING: the authority's time; STOPPED: yours; CLOSED: nobody's",
                    examples = "RUNNING")
            String state,

            @Schema(description = "What is counted: DAY or WORKING_DAY", examples = "WORKING_DAY")
            String unit,

            int limit,

            @Schema(description = "Counted days used by the authority; the day of the start is not counted")
            int regulatorDays,

            @Schema(description = "Counted days on which you had to act")
            int applicantDays,

            @Schema(description = "Other days since: those that don't count, and those after the end")
            int closedDays,

            Instant startedAt,

            @Schema(description = "Last day in time; absent while stopped or closed") @Nullable
            LocalDate dueOn,

            boolean overdue,
            @Nullable Instant pausedSince,

            @Schema(description = "State in which it stands still; absent unless it does", examples = "INFO_REQUESTED")
            @Nullable
            String pausedFor) {}

    private final ReviewClient review;

    Clocks(@RestClient ReviewClient review) {
        this.review = review;
    }

    /// Empty while the submission is on its way; refuses with 503 while review-service does not answer.
    public List<Clock> of(UUID applicationId) {
        try {
            return review.clocks(applicationId);
        } catch (WebApplicationException | ProcessingException | OidcClientException failure) {
            if (failure instanceof WebApplicationException answered
                    && answered.getResponse().getStatus() == 404) {
                return List.of();
            }
            throw Refusal.of(RegistryProblem.REVIEW_UNAVAILABLE, "Its clocks could not be read.");
        }
    }
}
