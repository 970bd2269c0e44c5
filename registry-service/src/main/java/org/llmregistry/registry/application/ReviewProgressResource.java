package org.llmregistry.registry.application;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.outbox.Inbox;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.kernel.web.ContractConventions;
import org.llmregistry.registry.application.ApplicationEvent.Due;
import org.llmregistry.registry.application.ApplicationEvent.Office;
import org.llmregistry.registry.application.ApplicationEvent.Returned;

/// Where review-service says a case stands; idempotent by message id.
@Path("/applications/{id}/review-progress")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("review-service")
@RunOnVirtualThread
@Tag(name = "For the review service")
public class ReviewProgressResource {

    private final Inbox inbox;
    private final Progressing progressing;

    ReviewProgressResource(Inbox inbox, Progressing progressing) {
        this.inbox = inbox;
        this.progressing = progressing;
    }

    /// Command: where the case stands.
    ///
    /// @param defects       everything that was found, when the application is returned
    /// @param schemeVersion pinned at acceptance
    /// @param dueOn         last day in time of the office; absent while no clock of its runs
    /// @param overdue       whether that day has passed
    /// @param resubmitBefore end of the vendor's time to submit what was returned; absent: without end
    public record ReportProgress(
            @NotNull UUID messageId,
            @NotNull UUID caseId,
            @NotNull ApplicationStatus status,
            @NotNull Instant at,
            @NotNull @Size(max = 1_000) List<@NotNull Violation> defects,
            @Min(1) @Nullable Integer schemeVersion,

            @Schema(description = "Last day in time of the office; absent while no clock of its runs") @Nullable
            LocalDate dueOn,

            @Schema(description = "Whether that day has passed") @Nullable
            Boolean overdue,

            @Schema(description = "End of the vendor's time to submit what was returned; absent: without end") @Nullable
            Instant resubmitBefore) {

        private @Nullable Due due() {
            return dueOn == null ? null : new Due(dueOn, Boolean.TRUE.equals(overdue));
        }

        static final String EXAMPLE = """
                {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c21", "caseId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c22",
                 "status": "ACCEPTED", "at": "2026-11-24T08:30:00Z", "defects": [], "schemeVersion": 1,
                 "dueOn": "2026-12-22", "overdue": false}""";
    }

    /// What the message did.
    public record ProgressReceipt(Outcome outcome) {
        @Schema(
                name = "ProgressReceiptOutcome",
                description = "DUPLICATE: had its effect before; IGNORED: the application has ended, or nothing is new")
        public enum Outcome {
            APPLIED,
            DUPLICATE,
            IGNORED
        }
    }

    @POST
    @ResponseStatus(202)
    @Transactional
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "messageId")
    @Operation(
            operationId = "reportProgress",
            summary = "Tell where a case stands",
            description =
                    "Role `review-service`. States on the way may be left out. Decisions do not come here. In the same state it"
                            + " tells a new last day of the office, or that it has passed. Idempotent by `messageId`.")
    @APIResponseSchema(
            value = ProgressReceipt.class,
            responseCode = "202",
            responseDescription = "What the message did")
    @APIResponse(responseCode = "409", description = "There is no such move (`state`, `allowedTransitions`)")
    public ProgressReceipt report(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(name = "accepted", value = ReportProgress.EXAMPLE)))
                    @Valid
                    @NotNull
                    ReportProgress report) {
        Application application = Application.locked(id);
        if (!inbox.isNew(report.messageId())) {
            return new ProgressReceipt(ProgressReceipt.Outcome.DUPLICATE);
        }
        if (report.status().isClosed() && report.status() != ApplicationStatus.LAPSED) {
            throw Refusal.invalid("/status", "progress", "A decision or withdrawal is not progress.");
        }
        ApplicationStatus before = application.status();
        Due due = report.due();
        if (before.isClosed() || (before == report.status() && Objects.equals(due, ApplicationEvent.dueOf(id)))) {
            return new ProgressReceipt(ProgressReceipt.Outcome.IGNORED);
        }
        if (before == report.status()) {
            progressing.rescheduled(application, due, report.at());
            return new ProgressReceipt(ProgressReceipt.Outcome.APPLIED);
        }
        application.progress(
                report.status(), new Returned(report.defects(), report.resubmitBefore()), report.schemeVersion());
        Application.flush();
        progressing.moved(
                application,
                before,
                Office.REVIEW,
                "application.progressed",
                AuditTrail.SYSTEM,
                due,
                report.at(),
                Map.of("caseId", report.caseId(), "messageId", report.messageId()));
        return new ProgressReceipt(ProgressReceipt.Outcome.APPLIED);
    }
}
