package org.llmregistry.registry.appeal;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.registry.RegistryProblem;
import org.llmregistry.registry.application.Application;
import org.llmregistry.registry.application.ApplicationStatus;
import org.llmregistry.registry.application.Progressing;
import org.llmregistry.registry.document.Document;
import org.llmregistry.registry.licence.Licences;
import org.llmregistry.registry.review.AuthorityDay;
import org.llmregistry.registry.review.ReviewMessages;

/// A refusal, or the conditions of a grant, before a panel of the authority.
@Path("/applications/{id}/appeals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("vendor")
@RunOnVirtualThread
@Tag(name = "4 Applications")
public class AppealResource {

    private final Progressing progressing;
    private final ReviewMessages review;
    private final AuthorityDay day;
    private final Caller caller;
    private final Clock clock;

    AppealResource(Progressing progressing, ReviewMessages review, AuthorityDay day, Caller caller, Clock clock) {
        this.progressing = progressing;
        this.review = review;
        this.day = day;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "listAppeals",
            summary = "Read your appeals",
            description = "Role `vendor`, for an application of your own.")
    public List<Appeal.View> list(@PathParam("id") UUID id) {
        Application.requireOf(caller.requireVendor(), id);
        return Appeal.ofApplication(id).stream().map(Appeal::toView).toList();
    }

    @POST
    @Transactional
    @Idempotent
    @ResponseStatus(201)
    @APIResponseSchema(value = Appeal.View.class, responseCode = "201", responseDescription = "Your appeal")
    @APIResponse(responseCode = "409", description = "There is no decision to appeal against, or the time is over")
    @APIResponse(responseCode = "422", description = "A document has not been uploaded")
    @Operation(
            operationId = "lodgeAppeal",
            summary = "Appeal against the decision",
            description =
                    "Role `vendor`. Against a refusal, or against the conditions of a grant; once per decision, within the"
                            + " days of the scheme (its letter names the last one). A panel that had no part in the case lets the"
                            + " decision stand, replaces it, or has the case decided again. A licence stays in force meanwhile.")
    public Appeal.View lodge(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = LodgeAppeal.class),
                                            examples = @ExampleObject(name = "appeal", value = LodgeAppeal.EXAMPLE)))
                    @Valid
                    @NotNull
                    LodgeAppeal command) {
        UUID vendor = caller.requireVendor();
        Application.requireOf(vendor, id);
        Application application = Application.locked(id);
        if (!application.status().allowedNext().contains(ApplicationStatus.UNDER_APPEAL)) {
            throw Refusal.illegalTransition(
                    application.status(),
                    ApplicationStatus.UNDER_APPEAL,
                    application.status().allowedNext());
        }
        requireAppealable(application);
        Document.requireUploaded(vendor, command.documents(), "/documents");
        Instant now = clock.instant();
        Appeal appeal = new Appeal(id, command, now);
        appeal.persist();
        progressing.appealed(application, caller.id(), now);
        review.appealed(new ReviewMessages.Appeal(Ids.next(), id, command.grounds(), command.documents(), now));
        return appeal.toView();
    }

    private void requireAppealable(Application application) {
        boolean granted = application.status() == ApplicationStatus.APPROVED;
        if (granted && !Licences.hasConditions(application.id())) {
            throw Refusal.of(RegistryProblem.NO_APPEAL, "The application was granted without conditions.");
        }
        Instant decidedAt = Objects.requireNonNull(application.decidedAt());
        LocalDate last = day.lastDayOfAppeal(decidedAt, application.schemeCode(), application.schemeVersion());
        if (day.today(application.schemeCode(), application.schemeVersion()).isAfter(last)) {
            throw Refusal.of(RegistryProblem.NO_APPEAL, "The last day was %s.".formatted(last));
        }
        if (Appeal.existsSince(application.id(), decidedAt)) {
            throw Refusal.of(RegistryProblem.NO_APPEAL, "A panel has answered your appeal.");
        }
    }
}
