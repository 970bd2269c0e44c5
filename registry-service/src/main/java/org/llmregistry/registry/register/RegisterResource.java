package org.llmregistry.registry.register;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Page;

/// The public register over HTTP. Nobody needs permission to look.
@Path("/register")
@Tag(name = "6 Register")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RegisterResource {

    public static final String CACHE = "public, max-age=60";
    private static final String AS_OF =
            "Show the register as it stood on this day (YYYY-MM-DD, UTC); today if left out";

    private final RegisterSearch search;
    private final Statistics statistics;
    private final Clock clock;

    RegisterResource(RegisterSearch search, Statistics statistics, Clock clock) {
        this.search = search;
        this.statistics = statistics;
        this.clock = clock;
    }

    @Schema(description = "A page of the register")
    public record EntriesView(
            @Schema(description = "The day that the entries are shown for")
            LocalDate asOf,

            List<EntryView> items,

            @Schema(description = "Send it as 'cursor' to get the next page; null on the last") @Nullable
            String nextCursor,

            Page.Total total) {}

    @GET
    @Operation(
            operationId = "searchRegister",
            summary = "Search the public register",
            description = "Every known model, licensed or not, latest decision first. Chinese and Latin text, full and"
                    + " half width are the same. Public.")
    public RestResponse<EntriesView> search(
            @Parameter(
                            description = "Words of a name, developer, holder or licence number; all must occur",
                            example = "百度")
                    @QueryParam("q")
                    @Size(max = 200)
                    @Nullable
                    String q,
            @QueryParam("status") EntryView.@Nullable Status status,
            @Parameter(
                            description =
                                    "Region of the model or of an authority that decided: its code, or the name of a channel without one",
                            example = "CN-BJ")
                    @QueryParam("region")
                    @Size(max = 100)
                    @Nullable
                    String region,
            @Parameter(description = "Part of the developer's name as listed, or the holder's whole legal name")
                    @QueryParam("developer")
                    @Size(max = 200)
                    @Nullable
                    String developer,
            @Parameter(description = "Name of a base model, or its register id", example = "LLaMA")
                    @QueryParam("baseModel")
                    @Size(max = 200)
                    @Nullable
                    String baseModel,
            @Parameter(description = "Track of a licence", example = "FILING")
                    @QueryParam("track")
                    @Size(max = 40)
                    @Nullable
                    String track,
            @Parameter(description = AS_OF) @QueryParam("asOf") @Nullable LocalDate asOf,
            @QueryParam("limit") @DefaultValue("" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Size(max = 500) @Nullable String cursor) {
        RegisterSearch.Filter filter =
                new RegisterSearch.Filter(q, status, region, developer, baseModel, track, day(asOf));
        Page<EntryView> page = search.find(filter, limit, cursor);
        return cached(new EntriesView(filter.asOf(), page.items(), page.nextCursor(), page.total()));
    }

    @GET
    @Path("/statistics")
    @Operation(
            operationId = "getStatistics",
            summary = "How many models are known, under review and licensed",
            description = "For any day, the same answer for ever; by region and by month as well. Public.")
    public RestResponse<Statistics.StatisticsView> statistics(
            @Parameter(description = AS_OF, example = "2024-01-31") @QueryParam("asOf") @Nullable LocalDate asOf) {
        return cached(statistics.at(day(asOf)));
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getRegisterEntry",
            summary = "Read one entry of the register",
            description = "With its licences and how each stood over time. Browsers get a page. Public.")
    public RestResponse<EntryView> get(
            @PathParam("id") UUID id, @Parameter(description = AS_OF) @QueryParam("asOf") @Nullable LocalDate asOf) {
        return cached(search.get(id, day(asOf)).orElseThrow(() -> Refusal.notFound("The register entry")));
    }

    private LocalDate day(@Nullable LocalDate asOf) {
        LocalDate today = LocalDate.now(clock);
        if (asOf != null && asOf.isAfter(today)) {
            throw Refusal.invalid("asOf", "past", "The register knows no future; today is %s.".formatted(today));
        }
        return asOf == null ? today : asOf;
    }

    private static <T> RestResponse<T> cached(T view) {
        return RestResponse.ResponseBuilder.ok(view)
                .header(HttpHeaders.CACHE_CONTROL, CACHE)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }
}
