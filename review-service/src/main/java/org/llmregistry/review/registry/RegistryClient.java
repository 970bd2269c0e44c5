package org.llmregistry.review.registry;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/// What we call at registry-service.
@RegisterRestClient(configKey = "registry")
@OidcClientFilter
interface RegistryClient {

    @POST
    @Path("/applications/{id}/review-progress")
    @Consumes("application/json")
    @Produces("application/json")
    RestResponse<String> progress(@PathParam("id") String applicationId, String progress);

    @POST
    @Path("/applications/{id}/information-requests")
    @Consumes("application/json")
    @Produces("application/json")
    RestResponse<String> questions(@PathParam("id") String applicationId, String questions);

    @POST
    @Path("/applications/{id}/hearings")
    @Consumes("application/json")
    @Produces("application/json")
    RestResponse<String> hearing(@PathParam("id") String applicationId, String notice);

    @POST
    @Path("/applications/{id}/answer-warnings")
    @Consumes("application/json")
    @Produces("application/json")
    RestResponse<String> warning(@PathParam("id") String applicationId, String warning);

    @POST
    @Path("/applications/{id}/conditions")
    @Consumes("application/json")
    @Produces("application/json")
    RestResponse<String> condition(@PathParam("id") String applicationId, String condition);

    @POST
    @Path("/applications/{id}/draws")
    @Consumes("application/json")
    @Produces("application/json")
    RestResponse<String> draw(@PathParam("id") String applicationId, String draw);

    @GET
    @Path("/applications/{id}/base-licences")
    @Produces("application/json")
    List<BaseLicences.BaseLicence> baseLicences(@PathParam("id") UUID applicationId);

    @GET
    @Path("/applications/{id}/documents/{sha256}")
    @Produces("application/octet-stream")
    RestResponse<InputStream> document(@PathParam("id") UUID applicationId, @PathParam("sha256") String sha256);

    @POST
    @Path("/decisions")
    @Consumes("application/json")
    @Produces("application/json")
    RestResponse<String> decision(String decision);

    @POST
    @Path("/orders")
    @Consumes("application/json")
    @Produces("application/json")
    RestResponse<String> order(String order);

    @POST
    @Path("/change-objections")
    @Consumes("application/json")
    @Produces("application/json")
    RestResponse<String> objection(String objection);

    @GET
    @Path("/orders/reach")
    @Produces("application/json")
    LicenceReach.Reach reach(@QueryParam("applicationId") UUID applicationId);
}
