package org.llmregistry.registry.revision;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.registry.application.Application;
import org.llmregistry.registry.application.ApplicationRevision;
import org.llmregistry.registry.dossier.Dossier;
import org.llmregistry.registry.licence.Licence;
import org.llmregistry.registry.licence.Licences;

/// What was submitted, and what changed from one submission to the next.
@Path("/applications/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("vendor")
@RunOnVirtualThread
@Tag(name = "4 Applications")
public class RevisionResource {

    private final Caller caller;
    private final ObjectMapper json;

    RevisionResource(Caller caller, ObjectMapper json) {
        this.caller = caller;
        this.json = json;
    }

    @GET
    @Path("/revisions/{number}")
    @Operation(
            operationId = "getRevision",
            summary = "Read a dossier as it was submitted",
            description = "Role `vendor`, your own only. Revisions are numbered from 1 and never change.")
    public RevisionView get(@PathParam("id") UUID id, @PathParam("number") int number) {
        return RevisionView.of(id, ApplicationRevision.require(own(id).id(), number));
    }

    @GET
    @Path("/revisions/{number}/diff")
    @Operation(
            operationId = "compareRevisions",
            summary = "Compare two revisions",
            description =
                    "Role `vendor`, your own only. Field by field, what the revision changed in an earlier one. The order of a"
                            + " list says nothing. Empty: nothing changed.")
    public List<Difference> compare(
            @PathParam("id") UUID id,
            @PathParam("number") int number,
            @Parameter(
                            description =
                                    "Number of the other revision; without it, the one before; of the first one, an empty dossier")
                    @QueryParam("from")
                    @Min(1)
                    @Nullable
                    Integer from) {
        UUID application = own(id).id();
        ApplicationRevision later = ApplicationRevision.require(application, number);
        int earlier = from == null ? number - 1 : from;
        return between(
                earlier == 0
                        ? Dossier.EMPTY
                        : ApplicationRevision.require(application, earlier).dossier(),
                later.dossier());
    }

    @GET
    @Path("/licence-diff")
    @Operation(
            operationId = "compareWithLicence",
            summary = "Compare with what is licensed",
            description =
                    "Role `vendor`, your own only. Field by field, what the application, be it a draft, changes in the dossier of the"
                            + " licence that it names. A licence that was decided before this registry has none: 404.")
    public List<Difference> compareWithLicence(@PathParam("id") UUID id) {
        UUID vendor = caller.requireVendor();
        Application application = Application.requireOf(vendor, id);
        Dossier licensed = Optional.ofNullable(application.concerned().licenceNumber())
                .flatMap(Licences::withNumber)
                .filter(licence -> licence.isHeldBy(vendor)) // a draft may name any while the schemes are unknown
                .flatMap(Licence::licensedApplication)
                .flatMap(ApplicationRevision::newest)
                .map(ApplicationRevision::dossier)
                .orElseThrow(() -> Refusal.notFound("The dossier of a licence that this application changes"));
        return between(licensed, application.dossier());
    }

    private List<Difference> between(Dossier earlier, Dossier later) {
        return Difference.between(json.valueToTree(earlier), json.valueToTree(later));
    }

    private Application own(UUID id) {
        return Application.requireOf(caller.requireVendor(), id);
    }
}
