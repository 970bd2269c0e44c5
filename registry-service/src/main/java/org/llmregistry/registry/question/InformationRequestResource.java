package org.llmregistry.registry.question;

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
import java.util.ArrayList;
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
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.ContractConventions;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.registry.RegistryProblem;
import org.llmregistry.registry.application.Application;
import org.llmregistry.registry.application.ApplicationStatus;
import org.llmregistry.registry.document.Document;
import org.llmregistry.registry.question.AnswerQuestions.Answer;
import org.llmregistry.registry.review.ReviewMessages;

/// Questions of the review to the vendor, and the vendor's answers.
@Path("/applications/{id}/information-requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("vendor")
@RunOnVirtualThread
@Tag(name = "4 Applications")
public class InformationRequestResource {

    private final Inbox inbox;
    private final ReviewMessages review;
    private final Amending amending;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    InformationRequestResource(
            Inbox inbox, ReviewMessages review, Amending amending, AuditTrail audit, Caller caller, Clock clock) {
        this.inbox = inbox;
        this.review = review;
        this.amending = amending;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /// What the message did.
    public record QuestionsReceipt(
            @Schema(description = "DUPLICATE: had its effect before")
            Outcome outcome) {
        @Schema(name = "QuestionsReceiptOutcome")
        public enum Outcome {
            ASKED,
            DUPLICATE
        }
    }

    @GET
    @Operation(
            operationId = "listInformationRequests",
            summary = "Read the questions of the review",
            description =
                    "Role `vendor`, for an application of your own: in the order of the rounds, with the last day for the"
                            + " answers. While questions are open the authority's clock stands still.")
    public List<InformationRequest.View> list(@PathParam("id") UUID id) {
        Application.requireOf(caller.requireVendor(), id);
        return InformationRequest.ofApplication(id).stream()
                .map(InformationRequest::toView)
                .toList();
    }

    @POST
    @Path("/{number}/answers")
    @Transactional
    @Idempotent
    @APIResponseSchema(value = InformationRequest.View.class, responseDescription = "The request with your answers")
    @APIResponse(responseCode = "409", description = "The review does not wait for answers")
    @APIResponse(responseCode = "422", description = "A document has not been uploaded, or the dossier is not complete")
    @Operation(
            operationId = "answerQuestions",
            summary = "Answer questions of the review",
            description =
                    "Role `vendor`. Item by item, all at once or a few at a time; upload documents before. An answer cannot"
                            + " be taken back. Where the answers change the dossier, send it whole: it is checked as at submission and"
                            + " frozen as the next revision. With the last answer the review goes on.")
    public InformationRequest.View answer(
            @PathParam("id") UUID id,
            @PathParam("number") int number,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = AnswerQuestions.class),
                                            examples =
                                                    @ExampleObject(name = "one item", value = AnswerQuestions.EXAMPLE)))
                    @Valid
                    @NotNull
                    AnswerQuestions command) {
        UUID vendor = caller.requireVendor();
        Application application = Application.requireOf(vendor, id);
        Application.locked(id);
        InformationRequest request = InformationRequest.of(id, number)
                .orElseThrow(() -> Refusal.notFound("Information request %d".formatted(number)));
        if (application.status() != ApplicationStatus.INFO_REQUESTED) {
            throw Refusal.of(RegistryProblem.NOTHING_ASKED, "The application is %s.".formatted(application.status()));
        }
        requireUploaded(vendor, command.answers());
        Instant now = clock.instant();
        request.answer(command.answers(), now);
        ReviewMessages.Answers.Revision revision =
                command.dossier() == null ? null : amending.amend(application, command.dossier(), now);
        InformationRequest.flush();
        review.answered(new ReviewMessages.Answers(
                Ids.next(),
                id,
                number,
                now,
                command.answers().stream()
                        .map(answer -> new ReviewMessages.Answers.Answer(
                                answer.item(), answer.text(), answer.documents(), answer.notApplicable()))
                        .toList(),
                revision));
        audit.record(
                "application.questions-answered",
                "applications/" + id,
                caller.id(),
                Map.of(
                        "request",
                        number,
                        "items",
                        command.answers().stream().map(Answer::item).toList()));
        return request.toView();
    }

    @POST
    @RolesAllowed("review-service")
    @Transactional
    @ResponseStatus(202)
    @APIResponseSchema(
            value = QuestionsReceipt.class,
            responseCode = "202",
            responseDescription = "What the message did")
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "messageId")
    @Tag(name = "For the review service")
    @Operation(
            operationId = "receiveQuestions",
            summary = "Put questions to the vendor",
            description =
                    "Role `review-service`. An item whose answer was not enough comes again in a later request. Idempotent by"
                            + " `messageId`.")
    public QuestionsReceipt receive(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReceiveQuestions.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "two items",
                                                            value = ReceiveQuestions.EXAMPLE)))
                    @Valid
                    @NotNull
                    ReceiveQuestions message) {
        Application.locked(id);
        if (!inbox.isNew(message.messageId())) {
            return new QuestionsReceipt(QuestionsReceipt.Outcome.DUPLICATE);
        }
        new InformationRequest(id, message).persist();
        audit.record(
                "application.questions-received",
                "applications/" + id,
                AuditTrail.SYSTEM,
                Map.of("request", message.number(), "dueOn", message.dueOn().toString()));
        return new QuestionsReceipt(QuestionsReceipt.Outcome.ASKED);
    }

    private static void requireUploaded(UUID vendor, List<Answer> answers) {
        List<Violation> missing = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            missing.addAll(Document.missing(vendor, answers.get(i).documents(), "/answers/%d/documents".formatted(i)));
        }
        Document.refuse(missing);
    }
}
