package org.llmregistry.review.reading;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.duty.SeparationOfDuties;
import org.llmregistry.review.registry.CaseDocuments;

/// The vendor's documents. They are its secrets: who reads one stands in the audit log.
@Path("/cases/{id}/documents")
@RunOnVirtualThread
@Tag(name = "3 Assessment")
public class CaseDocumentResource {

    private final CaseDocuments documents;
    private final SeparationOfDuties duties;
    private final AuditTrail audit;
    private final Caller caller;

    CaseDocumentResource(CaseDocuments documents, SeparationOfDuties duties, AuditTrail audit, Caller caller) {
        this.documents = documents;
        this.duties = duties;
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @Path("/{sha256}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({
        "intake-officer",
        "case-officer",
        "second-reader",
        "tester",
        "central-reviewer",
        "decision-maker",
        "appeal-panel",
        "review-lead"
    })
    @Operation(
            operationId = "getCaseDocument",
            summary = "Download a document of the vendor",
            description =
                    "Every reviewer without a conflict of interest. The hash stands in the dossier (`documents[].sha256`), in an answer or in"
                            + " the evidence of a condition. Always an attachment, never shown inline; the audit log records who read it.")
    @APIResponse(
            responseCode = "200",
            description = "The very bytes: they have that SHA-256",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "503", description = "The registry, which has the documents, does not answer")
    public RestResponse<InputStream> get(
            @PathParam("id") UUID id,
            @PathParam("sha256") @Pattern(regexp = "[0-9a-f]{64}", message = "64 lower-case hexadecimal digits")
                    String sha256) {
        CaseFile file = CaseFile.of(id);
        duties.conflict(id, caller.id()).ifPresent(rule -> {
            throw Refusal.of(ReviewProblem.CONFLICT_OF_INTEREST, rule);
        });
        CaseDocuments.Content content = documents.of(file.applicationId(), sha256);
        try {
            QuarkusTransaction.requiringNew()
                    .run(() -> audit.record(
                            "document.read",
                            "cases/" + id,
                            caller.id(),
                            Map.of("applicationId", file.applicationId(), "sha256", sha256)));
        } catch (RuntimeException notRecorded) {
            content.discard(); // nobody reads what the log does not tell of
            throw notRecorded;
        }
        return RestResponse.ResponseBuilder.ok(content.bytes())
                .header(HttpHeaders.CONTENT_LENGTH, content.length())
                .header("Content-Disposition", "attachment; filename=\"" + sha256 + "\"")
                .header("Content-Security-Policy", "sandbox")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }
}
