package org.llmregistry.registry.condition;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
import org.llmregistry.registry.licence.Licences;
import org.llmregistry.registry.review.ReviewMessages;

/// What a licence was granted on: the holder follows it and shows that it is met.
@Path("/applications/{id}/conditions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("vendor")
@RunOnVirtualThread
@Tag(name = "4 Applications")
public class ConditionResource {

    private final Inbox inbox;
    private final ReviewMessages review;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    ConditionResource(Inbox inbox, ReviewMessages review, AuditTrail audit, Caller caller, Clock clock) {
        this.inbox = inbox;
        this.review = review;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /// How the holder met a condition.
    public record ShowEvidence(
            @NotBlank @Size(max = 5_000) String shown,

            @Schema(description = "Digests of documents that you have uploaded") @NotNull @Size(max = 50)
            List<@NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "64 lower-case hexadecimal digits") String>
                    documents) {
        static final String EXAMPLE = """
                {"shown": "The bank of March with the date of each question.", "documents": []}""";
    }

    /// What the message did.
    public record ConditionReceipt(
            @Schema(description = "DUPLICATE: had its effect before")
            Outcome outcome) {
        @Schema(name = "ConditionReceiptOutcome")
        public enum Outcome {
            TOLD,
            DUPLICATE
        }
    }

    @GET
    @Operation(
            operationId = "listConditions",
            summary = "Read the conditions of your licence",
            description =
                    "Role `vendor`, for the application that your licence rests on: the next due first, with how each stands"
                            + " and what was shown. They go with a licence to its new holder. `warnedAt` says that the last day"
                            + " is near. Next: `POST .../{code}/evidence`.")
    public List<HeldCondition.View> list(@PathParam("id") UUID id) {
        requireHolder(id);
        return HeldCondition.ofApplication(id).stream()
                .map(HeldCondition::toView)
                .toList();
    }

    @POST
    @Path("/{code}/evidence")
    @Transactional
    @Idempotent
    @ResponseStatus(201)
    @APIResponseSchema(
            value = HeldCondition.View.class,
            responseCode = "201",
            responseDescription = "The condition with what you showed")
    @APIResponse(responseCode = "404", description = "No such condition of yours is asked for")
    @APIResponse(responseCode = "422", description = "A document has not been uploaded")
    @Operation(
            operationId = "showEvidence",
            summary = "Show that a condition is met",
            description =
                    "Role `vendor`. As often as you like, also after the last day; the authority takes the condition for met"
                            + " (MET), or an order may follow when nothing convinces it in time.")
    public HeldCondition.View show(
            @PathParam("id") UUID id,
            @PathParam("code") @Size(max = 40) String code,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ShowEvidence.class),
                                            examples =
                                                    @ExampleObject(name = "test bank", value = ShowEvidence.EXAMPLE)))
                    @Valid
                    @NotNull
                    ShowEvidence command) {
        UUID vendor = requireHolder(id);
        HeldCondition condition = HeldCondition.asked(id, code);
        Document.requireUploaded(vendor, command.documents(), "/documents");
        Instant now = clock.instant();
        new ShownEvidence(condition.id(), command.shown(), command.documents(), now).persistAndFlush();
        review.shown(
                new ReviewMessages.Evidence(Ids.next(), condition.id(), command.shown(), command.documents(), now), id);
        audit.record(
                "condition.evidence-shown",
                "applications/" + id,
                caller.id(),
                Map.of("code", code, "documents", command.documents()));
        return condition.toView();
    }

    @POST
    @RolesAllowed("review-service")
    @ResponseStatus(202)
    @APIResponseSchema(value = ConditionReceipt.class, responseCode = "202", responseDescription = "What it did")
    @APIResponse(responseCode = "404", description = "No such application, or the condition is of another one")
    @Transactional
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "messageId")
    @Tag(name = "For the review service")
    @Operation(
            operationId = "receiveCondition",
            summary = "Hand over how a condition stands",
            description =
                    "Role `review-service`. Set, near its last day, met, overdue or replaced; the holder reads it."
                            + " Idempotent by `messageId`.")
    public ConditionReceipt receive(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReceiveCondition.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "near its last day",
                                                            value = ReceiveCondition.EXAMPLE)))
                    @Valid
                    @NotNull
                    ReceiveCondition message) {
        Application.locked(id);
        if (!inbox.isNew(message.messageId())) {
            return new ConditionReceipt(ConditionReceipt.Outcome.DUPLICATE);
        }
        HeldCondition known = HeldCondition.findById(message.conditionId());
        if (known == null) {
            new HeldCondition(id, message).persist();
        } else {
            known.stand(id, message);
        }
        audit.record(
                "condition.told",
                "applications/" + id,
                AuditTrail.SYSTEM,
                Map.of(
                        "code", message.condition().code(),
                        "status", message.status().name(),
                        "warned", message.warnedAt() != null));
        return new ConditionReceipt(ConditionReceipt.Outcome.TOLD);
    }

    /// Who holds the licence that rests on the application; before there is one, who applied.
    private UUID requireHolder(UUID application) {
        UUID vendor = caller.requireVendor();
        Licences.restingOn(application)
                .ifPresentOrElse(
                        licence -> {
                            if (!licence.isHeldBy(vendor)) {
                                throw Refusal.notFound("Application " + application);
                            }
                        },
                        () -> Application.requireOf(vendor, application));
        return vendor;
    }
}
