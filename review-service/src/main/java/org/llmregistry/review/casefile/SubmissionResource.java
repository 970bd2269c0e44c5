package org.llmregistry.review.casefile;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.outbox.Inbox;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.ContractConventions;

/// What registry-service tells us; idempotent by message id.
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("registry-service")
@RunOnVirtualThread
@Tag(name = "For the registry")
public class SubmissionResource {

    private final Cases cases;
    private final Inbox inbox;
    private final AuditTrail audit;
    private final EntityManager database;
    private final Clock clock;
    private final ObjectMapper json;

    SubmissionResource(
            Cases cases, Inbox inbox, AuditTrail audit, EntityManager database, Clock clock, ObjectMapper json) {
        this.cases = cases;
        this.inbox = inbox;
        this.audit = audit;
        this.database = database;
        this.clock = clock;
        this.json = json;
    }

    /// The vendor takes the application back.
    public record WithdrawApplication(
            @NotNull UUID messageId,
            @NotNull UUID applicationId,
            @NotNull Instant withdrawnAt,
            @Size(max = 2000) @Nullable String reason) {

        static final String EXAMPLE = """
                {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c05", "applicationId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c03",
                 "withdrawnAt": "2026-11-24T08:30:00Z", "reason": "The version will not be offered."}""";
    }

    /// What the message did.
    public record CaseReceipt(@Nullable UUID caseId, Outcome outcome) {
        @Schema(
                name = "CaseReceiptOutcome",
                description = "DUPLICATE: had its effect before; TOO_LATE: the case is decided")
        public enum Outcome {
            OPENED,
            RESUBMITTED,
            WITHDRAWN,
            DUPLICATE,
            TOO_LATE
        }
    }

    @POST
    @Path("submissions")
    @ResponseStatus(202)
    @APIResponse(
            responseCode = "202",
            description = "What the message did",
            content = @Content(schema = @Schema(implementation = CaseReceipt.class)))
    @Transactional
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "messageId")
    @Operation(
            operationId = "receiveSubmission",
            summary = "Hand over a submitted application",
            description =
                    "Role `registry-service`. Opens a case, or puts a returned one back into the queue. Idempotent by `messageId`.")
    public CaseReceipt submit(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = SubmitApplication.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "first submission",
                                                            value = SubmitApplication.EXAMPLE)))
                    @Valid
                    @NotNull
                    SubmitApplication submission) {
        Optional<CaseFile> known = CaseFile.lockedOfApplication(submission.applicationId());
        if (!inbox.isNew(submission.messageId())) {
            return new CaseReceipt(known.map(CaseFile::id).orElse(null), CaseReceipt.Outcome.DUPLICATE);
        }
        CaseFile file;
        Instant now = clock.instant();
        if (known.isPresent()) {
            file = known.get();
            file.resubmit(submission, json, now);
        } else {
            file = new CaseFile(nextNumber(), submission, json, now);
            file.persist();
        }
        cases.report(file, now, List.of());
        audit.record(
                known.isPresent() ? "case.resubmitted" : "case.opened",
                "cases/" + file.id(),
                AuditTrail.SYSTEM,
                Map.of("applicationId", submission.applicationId(), "revision", submission.revision()));
        return new CaseReceipt(
                file.id(), known.isPresent() ? CaseReceipt.Outcome.RESUBMITTED : CaseReceipt.Outcome.OPENED);
    }

    @POST
    @Path("withdrawals")
    @ResponseStatus(202)
    @APIResponse(
            responseCode = "202",
            description = "What the message did",
            content = @Content(schema = @Schema(implementation = CaseReceipt.class)))
    @Transactional
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "messageId")
    @Operation(
            operationId = "receiveWithdrawal",
            summary = "Tell that the vendor takes an application back",
            description =
                    "Role `registry-service`. Possible before the decision; the dossier is kept. Idempotent by `messageId`.")
    public CaseReceipt withdraw(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = WithdrawApplication.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "withdrawal",
                                                            value = WithdrawApplication.EXAMPLE)))
                    @Valid
                    @NotNull
                    WithdrawApplication withdrawal) {
        CaseFile file = CaseFile.lockedOfApplication(withdrawal.applicationId())
                .orElseThrow(() -> Refusal.notFound("A case of this application"));
        if (!inbox.isNew(withdrawal.messageId())) {
            return new CaseReceipt(file.id(), CaseReceipt.Outcome.DUPLICATE);
        }
        if (file.status().isClosed() || file.status() == CaseStatus.UNDER_APPEAL) {
            return new CaseReceipt(file.id(), CaseReceipt.Outcome.TOO_LATE);
        }
        file.moveTo(CaseStatus.WITHDRAWN, clock.instant());
        cases.refreshDue(file);
        audit.record(
                "case.withdrawn",
                "cases/" + file.id(),
                AuditTrail.SYSTEM,
                Map.of("applicationId", withdrawal.applicationId()));
        return new CaseReceipt(file.id(), CaseReceipt.Outcome.WITHDRAWN);
    }

    private String nextNumber() {
        Number drawn = (Number)
                database.createNativeQuery("SELECT nextval('case_number')").getSingleResult();
        return "CASE-%s-%06d".formatted(Year.now(clock.withZone(ZoneOffset.UTC)), drawn.longValue());
    }
}
