package org.llmregistry.registry.page;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.register.RegisterSearch;

/// `/register/{id}` for browsers; programs get JSON at the same address.
@Path("/register")
@PermitAll
@RunOnVirtualThread
public class EntryPage {

    private final RegisterSearch search;
    private final Clock clock;

    EntryPage(RegisterSearch search, Clock clock) {
        this.search = search;
        this.clock = clock;
    }

    @GET
    @Path("/{id}")
    @Produces("text/html;qs=0.5")
    @Operation(hidden = true)
    public RestResponse<String> entry(@PathParam("id") UUID id, @QueryParam("asOf") @Nullable LocalDate asOf) {
        LocalDate today = LocalDate.now(clock);
        LocalDate day = asOf == null || asOf.isAfter(today) ? today : asOf;
        return search.get(id, day)
                .map(entry -> Html.answer(200, Html.Templates.entry(entry, day, day.isBefore(today))))
                .orElseGet(() -> Html.answer(404, Html.Templates.missing()));
    }
}
