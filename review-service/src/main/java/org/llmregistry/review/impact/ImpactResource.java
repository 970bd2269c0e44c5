package org.llmregistry.review.impact;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.assessment.Findings;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.scheme.Scheme;
import org.llmregistry.review.scheme.Schemes;

/// Reports what a version of a scheme would change for granted licences.
@Path("/schemes")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"review-lead", "decision-maker", "auditor"})
@RunOnVirtualThread
@Tag(name = "Schemes")
public class ImpactResource {

    private static final int MOST_LISTED = 1000;
    private static final int BATCH = 200; // cases that are asked for at once, whatever there are

    private final Schemes schemes;
    private final Assessing assessing;
    private final Licensed licensed;

    ImpactResource(Schemes schemes, Assessing assessing, Licensed licensed) {
        this.schemes = schemes;
        this.assessing = assessing;
        this.licensed = licensed;
    }

    /// @param checked licences of today that were accepted under another version
    /// @param failing how many of them the version would fail
    /// @param cases   the first 1,000 of them
    @Schema(description = "Granted licences that this version would fail")
    public record Impact(String code, int version, long checked, long failing, List<FailingCase> cases) {}

    @Schema(name = "FailingCase")
    public record FailingCase(
            UUID caseId,
            @Schema(examples = "CASE-2026-000001") String number,
            String modelName,

            @Schema(description = "Version that it was accepted under")
            int schemeVersion,

            List<Violation> findings) {}

    @GET
    @Path("/{code}/versions/{version}/impact")
    @Transactional
    @Operation(
            operationId = "reportImpact",
            summary = "List the granted licences that a version would fail",
            description =
                    "Roles `review-lead`, `decision-maker`, `auditor`. Holds every licence of today under the scheme against"
                            + " this version, by the case that granted or last renewed it: a clause without a verdict, a mandatory"
                            + " threshold that its accepted counts do not meet, a source that is blocked. It changes nothing: a case keeps the version that it was accepted under.")
    public Impact report(@PathParam("code") String code, @PathParam("version") int version) {
        Scheme scheme = schemes.version(code, version)
                .orElseThrow(() -> Refusal.notFound("Scheme %s version %d".formatted(code, version)));
        List<FailingCase> failing = new ArrayList<>();
        long checked = 0;
        long count = 0;
        UUID after = new UUID(0, 0);
        List<CaseFile> batch;
        do {
            batch = granted(code, after);
            List<CaseFile> today = licensed.today(
                    batch.stream().filter(file -> pinned(file) != version).toList());
            checked += today.size();
            Map<UUID, Findings> findings = assessing.findingsUnder(scheme, today);
            for (CaseFile file : today) {
                List<Violation> found =
                        Objects.requireNonNull(findings.get(file.id())).failing();
                if (!found.isEmpty() && count++ < MOST_LISTED) {
                    failing.add(new FailingCase(
                            file.id(), file.number(), file.submitted().modelName(), pinned(file), found));
                }
            }
            after = batch.isEmpty() ? after : batch.getLast().id();
            CaseFile.getEntityManager().clear(); // read, and done with
        } while (batch.size() == BATCH);
        return new Impact(code, version, checked, count, failing);
    }

    /// A granted case was accepted before, and has its version since.
    private static int pinned(CaseFile file) {
        return Objects.requireNonNull(file.schemeVersion());
    }

    private static List<CaseFile> granted(String code, UUID after) {
        return CaseFile.<CaseFile>find(
                        "appliedFor.schemeCode = ?1 and status in ?2 and id > ?3 order by id",
                        code,
                        List.of(CaseStatus.APPROVED, CaseStatus.UNDER_APPEAL),
                        after)
                .page(0, BATCH)
                .list();
    }
}
