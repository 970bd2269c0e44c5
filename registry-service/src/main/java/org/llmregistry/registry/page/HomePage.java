package org.llmregistry.registry.page;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Page;
import org.llmregistry.registry.register.EntryView;
import org.llmregistry.registry.register.RegisterSearch;
import org.llmregistry.registry.register.Statistics;

/// The register for people: how many models are licensed of how many known, and a search.
@Path("/")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class HomePage {

    private static final int PAGE_SIZE = 25;
    private static final int LONGEST = 200;

    private final RegisterSearch search;
    private final Statistics statistics;
    private final Clock clock;

    HomePage(RegisterSearch search, Statistics statistics, Clock clock) {
        this.search = search;
        this.statistics = statistics;
        this.clock = clock;
    }

    /// What was asked, as it was typed, and what is wrong with it.
    record Question(
            String q,
            String status,
            String region,
            String developer,
            String baseModel,
            String track,
            String asOf,
            boolean filtered,
            List<String> tracks,
            List<String> faults) {

        public List<EntryView.Status> statuses() {
            return List.of(EntryView.Status.values());
        }
    }

    /// @param next link to the next page
    record Results(
            Page<EntryView> page,
            @Nullable String next,
            @Nullable String first,
            String asOfQuery) {}

    @GET
    @Operation(hidden = true)
    public RestResponse<String> home(
            @QueryParam("q") @Nullable String q,
            @QueryParam("status") @Nullable String status,
            @QueryParam("region") @Nullable String region,
            @QueryParam("developer") @Nullable String developer,
            @QueryParam("baseModel") @Nullable String baseModel,
            @QueryParam("track") @Nullable String track,
            @QueryParam("asOf") @Nullable String asOf,
            @QueryParam("cursor") @Nullable String cursor) {
        LocalDate today = LocalDate.now(clock);
        List<String> faults = new ArrayList<>();
        LocalDate day = day(asOf, today, faults);
        EntryView.Status wanted = status(status, faults);
        for (String text : new String[] {text(q), text(region), text(developer), text(baseModel), text(track)}) {
            if (text.length() > LONGEST) {
                faults.add("Search for at most %d characters.".formatted(LONGEST));
            }
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("q", text(q));
        parameters.put("status", text(status));
        parameters.put("region", text(region));
        parameters.put("developer", text(developer));
        parameters.put("baseModel", text(baseModel));
        parameters.put("track", text(track));
        boolean filtered = parameters.values().stream().anyMatch(value -> !value.isEmpty());
        parameters.put("asOf", text(asOf));
        Results results = null;
        if (faults.isEmpty()) {
            RegisterSearch.Filter filter = new RegisterSearch.Filter(
                    orNull(q), wanted, orNull(region), orNull(developer), orNull(baseModel), orNull(track), day);
            results = results(filter, cursor, parameters, faults);
        }
        Question question = new Question(
                text(q),
                text(status),
                text(region),
                text(developer),
                text(baseModel),
                text(track),
                day.equals(today) ? "" : day.toString(),
                filtered,
                search.tracks(),
                faults);
        Statistics.StatisticsView figures = statistics.at(day);
        return Html.answer(
                faults.isEmpty() ? 200 : 400,
                Html.Templates.home(
                        figures, today, Chart.of(figures.byMonth()), figures.byRegion(), question, results));
    }

    private @Nullable Results results(
            RegisterSearch.Filter filter,
            @Nullable String cursor,
            Map<String, String> parameters,
            List<String> faults) {
        try {
            Page<EntryView> page = search.find(filter, PAGE_SIZE, orNull(cursor));
            String query = query(parameters);
            String next = page.nextCursor() == null
                    ? null
                    : "/?" + query + (query.isEmpty() ? "" : "&") + "cursor=" + encode(page.nextCursor()) + "#results";
            String first = orNull(cursor) == null ? null : "/?" + query + "#results";
            String asOf = text(parameters.get("asOf"));
            return new Results(page, next, first, asOf.isEmpty() ? "" : "?asOf=" + encode(asOf));
        } catch (Refusal stale) {
            faults.add("This page of results is no longer there; start again with the search.");
            return null;
        }
    }

    private static LocalDate day(@Nullable String asOf, LocalDate today, List<String> faults) {
        if (text(asOf).isEmpty()) {
            return today;
        }
        try {
            LocalDate day = LocalDate.parse(text(asOf));
            if (!day.isAfter(today)) {
                return day;
            }
            faults.add("The register knows no future: choose a day up to %s.".formatted(today));
        } catch (DateTimeParseException notADate) {
            faults.add("Write the day as YYYY-MM-DD, for example 2024-01-31.");
        }
        return today;
    }

    private static EntryView.@Nullable Status status(@Nullable String status, List<String> faults) {
        if (text(status).isEmpty()) {
            return null;
        }
        try {
            return EntryView.Status.valueOf(text(status));
        } catch (IllegalArgumentException unknown) {
            faults.add("Choose one of the offered states.");
            return null;
        }
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> each.getKey() + "=" + encode(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }

    private static @Nullable String orNull(@Nullable String given) {
        return text(given).isEmpty() ? null : text(given);
    }
}
