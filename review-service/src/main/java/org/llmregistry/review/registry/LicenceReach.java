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
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.review.ReviewProblem;

/// Asks the registry whom an order on a licence would reach. Outside of any transaction.
@ApplicationScoped
public class LicenceReach {

    /// What rests on the licence.
    @Schema(description = "Whom an order on the licence reaches")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Reach(
            @Schema(examples = "DEMO-2026-000001-7") String licenceNumber,

            @Schema(description = "Its state in the register", examples = "ACTIVE")
            String status,

            String holder,

            @Schema(description = "Versions made from the model, directly or through others")
            DerivedModels derivedModels,

            @Schema(description = "Licences and registrations of the models and products that rest on it")
            Licences licences,

            @Schema(description = "Vendors who are told; the holder among them")
            Subscribers subscribers) {}

    /// @param count of all; `items` are at most 1,000
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record DerivedModels(long count, List<DerivedModel> items) {}

    /// @param count of all; `items` are at most 1,000
    @Schema(name = "DependentLicences")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Licences(long count, List<DependentLicence> items) {}

    /// @param count of all; `items` are at most 1,000
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Subscribers(long count, List<Subscriber> items) {}

    /// A version that names the model, or one made from it, as its base.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record DerivedModel(
            UUID versionId,
            String modelName,
            String versionLabel,
            @Schema(examples = "FINE_TUNED") String relation,
            String vendorName) {}

    /// A licence or registration that rests on the licence.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record DependentLicence(
            String number,
            String track,
            String modelName,
            String holder,
            @Schema(examples = "ACTIVE") String status) {}

    /// A vendor who is told.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Subscriber(UUID vendorId, String legalName) {}

    private final RegistryClient registry;

    LicenceReach(@RestClient RegistryClient registry) {
        this.registry = registry;
    }

    /// Refuses with 503 while the registry does not answer, with 404 while it has not made the licence yet.
    public Reach of(UUID applicationId) {
        try {
            return registry.reach(applicationId);
        } catch (WebApplicationException answer) {
            if (answer.getResponse().getStatus() == 404) {
                throw Refusal.notFound("The licence of application " + applicationId);
            }
            throw unavailable();
        } catch (ProcessingException | OidcClientException unreachable) {
            throw unavailable();
        }
    }

    private static Refusal unavailable() {
        return Refusal.of(ReviewProblem.REGISTRY_UNAVAILABLE, "It could not be asked what rests on the licence.");
    }
}
