package org.llmregistry.registry.decision;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Cursor;
import org.llmregistry.kernel.web.Page;
import org.llmregistry.registry.scope.OfficeEyes;

/// What was refused, under the schemes that show it (`register.publishRefusals`).
@Path("/refusals")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "6 Register")
public class RefusalResource {

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    @GET
    @PermitAll
    @Transactional
    @Operation(
            operationId = "listRefusals",
            summary = "List what was refused",
            description =
                    "The newest first; under the schemes that show refusals to the public, and none under the others. Legal"
                            + " basis and clauses; the reasons in words are the applicant's. Public.")
    public Page<RefusalView> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Size(max = 500) @Nullable String cursor) {
        Cursor position = Cursor.boundTo("refusals");
        List<String> after = position.read(cursor).orElse(List.of(LATEST.toString(), new UUID(0, 0).toString()));
        return OfficeEyes.ask(() -> Page.of( // what is published of an application that else is its vendor's
                Decision.published(Instant.parse(after.getFirst()), UUID.fromString(after.getLast()), limit + 1),
                limit,
                Decision.Published::toView,
                refusal -> position.after(
                        refusal.decision().decidedAt(), refusal.decision().applicationId()),
                Page.Total.exactly(Decision.count("published = true"))));
    }
}
