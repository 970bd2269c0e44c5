package org.llmregistry.kernel.audit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/// What we call at audit-service.
@Path("/entries")
@RegisterRestClient(configKey = "audit")
@OidcClientFilter
interface AuditClient {

    @POST
    @Consumes("application/cloudevents-batch+json")
    Receipts append(String batch);

    /// One receipt per event of the batch, in its order.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Receipts(List<Receipt> receipts) {}

    /// @param outcome APPENDED, DUPLICATE (accepted earlier), or a refusal
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Receipt(UUID id, String outcome) {
        boolean accepted() {
            return outcome.equals("APPENDED") || outcome.equals("DUPLICATE");
        }
    }
}
