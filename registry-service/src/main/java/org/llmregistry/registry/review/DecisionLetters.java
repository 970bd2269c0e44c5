package org.llmregistry.registry.review;

import io.quarkus.oidc.client.OidcClientException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.RegistryProblem;

/// The letter of a decision, byte for byte as the office reads it (ADR 0024). Outside of any transaction.
@ApplicationScoped
public class DecisionLetters {

    /// @param disposition            how a browser names the file
    /// @param contentSecurityPolicy what the page may load: nothing
    public record Letter(
            byte[] content,
            String mediaType,
            @Nullable String disposition,
            @Nullable String contentSecurityPolicy) {}

    private final ReviewClient review;

    DecisionLetters(@RestClient ReviewClient review) {
        this.review = review;
    }

    /// Refuses with 503 while review-service does not answer, with 404 when it knows no decision.
    ///
    /// @param mediaType text/html or application/pdf
    public Letter of(UUID applicationId, String mediaType) {
        try (RestResponse<byte[]> answer = review.letter(applicationId, mediaType)) {
            return new Letter(
                    answer.getEntity(),
                    answer.getHeaderString(HttpHeaders.CONTENT_TYPE),
                    answer.getHeaderString(HttpHeaders.CONTENT_DISPOSITION),
                    answer.getHeaderString("Content-Security-Policy"));
        } catch (WebApplicationException answer) {
            if (answer.getResponse().getStatus() == 404) {
                throw Refusal.notFound("A decision letter of application " + applicationId);
            }
            throw unavailable();
        } catch (ProcessingException | OidcClientException unreachable) {
            throw unavailable();
        }
    }

    private static Refusal unavailable() {
        return Refusal.of(
                RegistryProblem.LETTER_UNAVAILABLE, "The letter could not be fetched; the decision itself is here.");
    }
}
