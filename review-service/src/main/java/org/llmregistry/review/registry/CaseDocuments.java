package org.llmregistry.review.registry;

import io.quarkus.logging.Log;
import io.quarkus.oidc.client.OidcClientException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestResponse;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.review.ReviewProblem;

/// Documents lie in the registry alone; they come through here as a stream. Outside of any transaction.
@ApplicationScoped
public class CaseDocuments {

    /// @param length in bytes, as the registry tells it
    public record Content(InputStream bytes, String length) {

        /// Gives the connection to the registry back when nobody will read them.
        public void discard() {
            try {
                bytes.close();
            } catch (IOException alreadyGone) {
                Log.debugf(alreadyGone, "a document that nobody reads");
            }
        }
    }

    private final RegistryClient registry;

    CaseDocuments(@RestClient RegistryClient registry) {
        this.registry = registry;
    }

    /// Refuses with 404 for what the vendor has not uploaded, with 503 while the registry does not answer.
    public Content of(UUID applicationId, String sha256) {
        try {
            RestResponse<InputStream> answer = registry.document(applicationId, sha256);
            return new Content(answer.getEntity(), answer.getHeaderString(HttpHeaders.CONTENT_LENGTH));
        } catch (WebApplicationException answer) {
            if (answer.getResponse().getStatus() == 404) {
                throw Refusal.notFound("The document " + sha256);
            }
            throw unavailable();
        } catch (ProcessingException | OidcClientException unreachable) {
            throw unavailable();
        }
    }

    private static Refusal unavailable() {
        return Refusal.of(ReviewProblem.REGISTRY_UNAVAILABLE, "The document could not be fetched.");
    }
}
