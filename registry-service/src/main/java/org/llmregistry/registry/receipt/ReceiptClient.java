package org.llmregistry.registry.receipt;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/// What we ask of audit-service besides to append.
@Path("/receipts")
@RegisterRestClient(configKey = "audit")
@OidcClientFilter
interface ReceiptClient {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record EventReceipt(long index, byte[] leaf, String proof) {}

    /// 404 while no published checkpoint covers the event.
    @GET
    @Path("/{source}/{eventId}")
    EventReceipt of(@PathParam("source") String source, @PathParam("eventId") UUID eventId);
}
