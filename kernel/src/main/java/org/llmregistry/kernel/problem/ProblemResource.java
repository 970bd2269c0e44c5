package org.llmregistry.kernel.problem;

import io.quarkus.arc.All;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// A page for each problem type, at the URI that stands in `type`.
@Path("/problems")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Problems")
public class ProblemResource {

    private final List<ProblemType> types = new ArrayList<>(Arrays.asList(CommonProblem.values()));

    ProblemResource(@All List<ProblemCatalogue> catalogues) {
        catalogues.forEach(catalogue -> types.addAll(catalogue.types()));
        types.sort(Comparator.comparingInt(ProblemType::status).thenComparing(ProblemType::slug));
    }

    /// What a problem type means.
    public record ProblemTypeView(String type, int status, String title, String remedy) {
        static ProblemTypeView of(ProblemType type) {
            return new ProblemTypeView(type.uri(), type.status(), type.title(), type.remedy());
        }
    }

    @GET
    @Operation(
            operationId = "listProblemTypes",
            summary = "List every problem this service answers with",
            description = "Sorted by status code. Public.")
    public List<ProblemTypeView> list() {
        return types.stream().map(ProblemTypeView::of).toList();
    }

    @GET
    @Path("/{slug}")
    @Operation(
            operationId = "getProblemType",
            summary = "Explain one problem type",
            description = "The page behind the `type` of a problem document. Public.")
    public ProblemTypeView get(@PathParam("slug") String slug) {
        return types.stream()
                .filter(type -> type.slug().equals(slug))
                .findFirst()
                .map(ProblemTypeView::of)
                .orElseThrow(() -> Refusal.notFound("The problem type " + slug));
    }
}
