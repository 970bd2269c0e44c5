package org.llmregistry.registry.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/// What we call at review-service.
@Path("/")
@RegisterRestClient(configKey = "review")
@OidcClientFilter
interface ReviewClient {

    /// A published version, in short.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Published(String code, int version, LocalDate effectiveFrom) {}

    @GET
    @Path("schemes")
    List<Published> schemes();

    @GET
    @Path("schemes/{code}/versions/{version}")
    Scheme scheme(@PathParam("code") String code, @PathParam("version") int version);

    @GET
    @Path("applications/{id}/decision-letter")
    @Produces("*/*") // the header says which
    RestResponse<byte[]> letter(@PathParam("id") UUID applicationId, @HeaderParam("Accept") String mediaType);

    @POST
    @Path("submissions")
    @Consumes("application/json")
    @Produces("application/json")
    RestResponse<String> submission(String submission);

    @POST
    @Path("withdrawals")
    @Consumes("application/json")
    @Produces("application/json")
    RestResponse<String> withdrawal(String withdrawal);

    @POST
    @Path("answers")
    @Consumes("application/json")
    @Produces("application/json")
    RestResponse<String> answers(String answers);

    @GET
    @Path("applications/{id}/clocks")
    List<Clocks.Clock> clocks(@PathParam("id") UUID applicationId);

    @POST
    @Path("bank-digests")
    @Consumes("application/json")
    @Produces("application/json")
    RestResponse<String> bank(String bank);

    @POST
    @Path("hearing-statements")
    @Consumes("application/json")
    @Produces("application/json")
    RestResponse<String> statement(String statement);

    @POST
    @Path("appeals")
    @Consumes("application/json")
    @Produces("application/json")
    RestResponse<String> appeal(String appeal);

    @POST
    @Path("order-statements")
    @Consumes("application/json")
    @Produces("application/json")
    RestResponse<String> orderStatement(String statement);

    @POST
    @Path("order-appeals")
    @Consumes("application/json")
    @Produces("application/json")
    RestResponse<String> orderAppeal(String appeal);

    @POST
    @Path("licence-changes")
    @Consumes("application/json")
    @Produces("application/json")
    RestResponse<String> licenceChange(String change);

    @POST
    @Path("incidents")
    @Consumes("application/json")
    @Produces("application/json")
    RestResponse<String> incident(String incident);

    @POST
    @Path("incident-reports")
    @Consumes("application/json")
    @Produces("application/json")
    RestResponse<String> incidentReport(String report);

    @POST
    @Path("condition-evidence")
    @Consumes("application/json")
    @Produces("application/json")
    RestResponse<String> evidence(String evidence);
}
