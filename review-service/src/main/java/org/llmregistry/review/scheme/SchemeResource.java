package org.llmregistry.review.scheme;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.kernel.problem.Refusal;

/// Reading the rules; everybody who is signed in may.
@Path("/schemes")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Schemes")
public class SchemeResource {

    private final Schemes schemes;

    SchemeResource(Schemes schemes) {
        this.schemes = schemes;
    }

    /// A published version, in short.
    public record SchemeSummary(
            @Schema(examples = "DEMO") String code,
            @Schema(examples = "1") int version,
            String name,
            LocalDate effectiveFrom) {
        static SchemeSummary of(Scheme scheme) {
            return new SchemeSummary(scheme.code(), scheme.version(), scheme.name(), scheme.effectiveFrom());
        }
    }

    @GET
    @Operation(
            operationId = "listSchemes",
            summary = "List the published schemes",
            description = "Every version of every scheme, by code and version. For everybody who is signed in.")
    public List<SchemeSummary> list() {
        return schemes.all().stream().map(SchemeSummary::of).toList();
    }

    @GET
    @Path("/{code}/versions/{version}")
    @Operation(
            operationId = "getScheme",
            summary = "Read one version of a scheme",
            description =
                    "Tracks, documents, clauses, thresholds and regions. A published version never changes, so keep a copy. For everybody who is signed in.")
    public Scheme get(@PathParam("code") String code, @PathParam("version") int version) {
        return schemes.version(code, version)
                .orElseThrow(() -> Refusal.notFound("Scheme %s version %d".formatted(code, version)));
    }
}
