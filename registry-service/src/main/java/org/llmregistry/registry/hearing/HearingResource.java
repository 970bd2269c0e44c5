package org.llmregistry.registry.hearing;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.outbox.Inbox;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.ContractConventions;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.registry.application.Application;
import org.llmregistry.registry.document.Document;
import org.llmregistry.registry.review.AuthorityDay;
import org.llmregistry.registry.review.ReviewMessages;

/// What the authority intends against the applicant, and the applicant's word before it decides.
@Path("/applications/{id}/hearings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("vendor")
@RunOnVirtualThread
@Tag(name = "4 Applications")
public class HearingResource {

    private final Inbox inbox;
    private final ReviewMessages review;
    private final AuthorityDay day;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    HearingResource(
            Inbox inbox, ReviewMessages review, AuthorityDay day, AuditTrail audit, Caller caller, Clock clock) {
        this.inbox = inbox;
        this.review = review;
        this.day = day;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /// What the message did.
    public record NoticeReceipt(
            @Schema(description = "DUPLICATE: had its effect before")
            Outcome outcome) {
        @Schema(name = "NoticeReceiptOutcome")
        public enum Outcome {
            NOTICED,
            DUPLICATE
        }
    }

    @GET
    @Operation(
            operationId = "listHearings",
            summary = "Read what the authority intends",
            description =
                    "Role `vendor`, for an application of your own: notices before a decision against you, with the last day"
                            + " for your statement.")
    public List<Hearing.View> list(@PathParam("id") UUID id) {
        Application.requireOf(caller.requireVendor(), id);
        return Hearing.ofApplication(id).stream().map(Hearing::toView).toList();
    }

    @POST
    @Path("/{number}/statement")
    @Transactional
    @Idempotent
    @APIResponseSchema(value = Hearing.View.class, responseDescription = "The notice with your statement")
    @APIResponse(responseCode = "409", description = "The hearing is over")
    @APIResponse(responseCode = "422", description = "A document has not been uploaded")
    @Operation(
            operationId = "makeStatement",
            summary = "Speak before the decision",
            description =
                    "Role `vendor`. Once per notice, until its last day where the authority is; it cannot be taken back. Then"
                            + " the authority decides.")
    public Hearing.View state(
            @PathParam("id") UUID id,
            @PathParam("number") int number,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = MakeStatement.class),
                                            examples =
                                                    @ExampleObject(name = "statement", value = MakeStatement.EXAMPLE)))
                    @Valid
                    @NotNull
                    MakeStatement command) {
        UUID vendor = caller.requireVendor();
        Application application = Application.requireOf(vendor, id);
        Application.locked(id);
        Hearing hearing = Hearing.of(id, number).orElseThrow(() -> Refusal.notFound("Notice %d".formatted(number)));
        Document.requireUploaded(vendor, command.documents(), "/documents");
        Instant now = clock.instant();
        hearing.state(command, now, day.today(application.schemeCode(), application.schemeVersion()));
        Hearing.flush();
        review.stated(
                new ReviewMessages.Statement(Ids.next(), id, number, command.statement(), command.documents(), now));
        audit.record("application.statement-made", "applications/" + id, caller.id(), Map.of("hearing", number));
        return hearing.toView();
    }

    @POST
    @RolesAllowed("review-service")
    @Transactional
    @ResponseStatus(202)
    @APIResponseSchema(value = NoticeReceipt.class, responseCode = "202", responseDescription = "What the message did")
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "messageId")
    @Tag(name = "For the review service")
    @Operation(
            operationId = "receiveNotice",
            summary = "Tell the applicant what is intended",
            description = "Role `review-service`. Idempotent by `messageId`.")
    public NoticeReceipt receive(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReceiveNotice.class),
                                            examples = @ExampleObject(name = "refusal", value = ReceiveNotice.EXAMPLE)))
                    @Valid
                    @NotNull
                    ReceiveNotice message) {
        Application.locked(id);
        if (!inbox.isNew(message.messageId())) {
            return new NoticeReceipt(NoticeReceipt.Outcome.DUPLICATE);
        }
        new Hearing(id, message).persist();
        audit.record(
                "application.notice-received",
                "applications/" + id,
                AuditTrail.SYSTEM,
                Map.of(
                        "hearing",
                        message.number(),
                        "answerBy",
                        message.answerBy().toString()));
        return new NoticeReceipt(NoticeReceipt.Outcome.NOTICED);
    }
}
