package org.llmregistry.review.transfer;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.casefile.CaseView;
import org.llmregistry.review.casefile.Cases;
import org.llmregistry.review.scheme.Scheme;
import org.llmregistry.review.scheme.Schemes;

/// Hands a case to the office of another region: for competence, a conflict of interest, or too much work.
@Path("/cases/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("review-lead")
@RunOnVirtualThread
@Tag(name = "1 Queue")
public class TransferResource {

    /// States in which the case lies with an office alone: nobody else has something of it in hand.
    private static final Set<CaseStatus> WITH_AN_OFFICE =
            EnumSet.of(CaseStatus.SUBMITTED, CaseStatus.ACCEPTED, CaseStatus.REGIONAL_REVIEW);

    private final Cases cases;
    private final Schemes schemes;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    TransferResource(Cases cases, Schemes schemes, AuditTrail audit, Caller caller, Clock clock) {
        this.cases = cases;
        this.schemes = schemes;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /// @param office code of the region whose office takes the case
    public record TransferCase(
            @Schema(examples = "CN-SH") @NotBlank @Size(max = 60)
            String office,

            @NotBlank @Size(max = 2000) String reason) {
        static final String EXAMPLE = """
                {"office": "CN-SH", "reason": "Everybody in the office of Beijing worked for the developer's group."}""";
    }

    @POST
    @Path("/transfer")
    @RolesAllowed("review-lead")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "transferCase",
            summary = "Hand a case to another region's office",
            description =
                    "Role `review-lead`, with a reason, to an office that is competent for the track. Possible while the"
                            + " case is SUBMITTED, ACCEPTED or in REGIONAL_REVIEW. The officer loses it; what was recorded and the"
                            + " duties stay, the clock runs on, and the vendor's region does not change.")
    public CaseView transfer(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = TransferCase.class),
                                            examples = @ExampleObject(name = "conflict", value = TransferCase.EXAMPLE)))
                    @Valid
                    @NotNull
                    TransferCase command) {
        CaseFile file = CaseFile.locked(id);
        if (!WITH_AN_OFFICE.contains(file.status())) {
            throw Refusal.of(
                    ReviewProblem.NOT_TRANSFERABLE,
                    "A case in %s is with no single office; possible in %s.".formatted(file.status(), WITH_AN_OFFICE));
        }
        String from = file.office();
        boolean competent = schemeOf(file)
                .filter(scheme ->
                        scheme.isCompetent(command.office(), file.appliedFor().track()))
                .isPresent();
        if (!competent || command.office().equals(from)) {
            throw Refusal.of(
                    ReviewProblem.NOT_TRANSFERABLE,
                    competent
                            ? "It is with the office of %s.".formatted(from)
                            : "The scheme has no office of %s for track %s."
                                    .formatted(
                                            command.office(), file.appliedFor().track()));
        }
        new Transfer(id, from, command.office(), command.reason(), caller.id(), clock.instant()).persistAndFlush();
        file.transfer(command.office());
        audit.record(
                "case.transferred",
                "cases/" + id,
                caller.id(),
                Map.of("applicationId", file.applicationId(), "from", from, "to", command.office()));
        return cases.view(file);
    }

    @GET
    @Path("/transfers")
    @RolesAllowed({
        "intake-officer",
        "case-officer",
        "second-reader",
        "central-reviewer",
        "decision-maker",
        "review-lead",
        "auditor"
    })
    @Operation(
            operationId = "listTransfers",
            summary = "Read which offices had the case",
            description = "Every reviewer and auditor, in order.")
    public List<Transfer.View> list(@PathParam("id") UUID id) {
        CaseFile.of(id);
        return Transfer.ofCase(id).stream().map(Transfer::toView).toList();
    }

    /// Before acceptance the version in force counts.
    private Optional<Scheme> schemeOf(CaseFile file) {
        Integer pinned = file.schemeVersion();
        return pinned == null
                ? schemes.inForce(file.schemeCode(), file.appliedFor().track())
                : schemes.version(file.schemeCode(), pinned);
    }
}
