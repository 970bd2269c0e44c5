package org.llmregistry.registry.notice;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Cursor;
import org.llmregistry.kernel.web.Page;
import org.llmregistry.registry.ListPosition;
import org.llmregistry.registry.licence.Licences;

/// What the holder was told of its licence.
@Path("/licences/{number}/notices")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("vendor")
@RunOnVirtualThread
@Tag(name = "5 Licences")
public class NoticeResource {

    private final Caller caller;

    NoticeResource(Caller caller) {
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "listNotices",
            summary = "Read what concerns a licence of yours",
            description =
                    "Role `vendor`, your own only. Reminders of its end, objections to changes and the like, oldest"
                            + " first.")
    public Page<LicenceNotice.View> list(
            @PathParam("number") @Size(max = 300) String number,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Size(max = 500) @Nullable String cursor) {
        UUID licence = Licences.requireOf(caller.requireVendor(), number).id();
        Cursor position = Cursor.boundTo("notices", licence);
        return Page.of(
                LicenceNotice.after(licence, ListPosition.after(position, cursor), limit + 1),
                limit,
                LicenceNotice::toView,
                notice -> position.after(notice.id()),
                Page.Total.exactly(LicenceNotice.count("licenceId", licence)));
    }
}
