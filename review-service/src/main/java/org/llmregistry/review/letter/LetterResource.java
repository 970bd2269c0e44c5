package org.llmregistry.review.letter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.decision.Decisions;
import org.llmregistry.review.hearing.Hearings;

/// The letter that tells the applicant what was decided and why.
@Path("/cases/{id}")
@RunOnVirtualThread
public class LetterResource {

    private static final String PDF = "application/pdf";
    private static final MediaType PAGE = MediaType.TEXT_HTML_TYPE.withCharset("UTF-8");
    private static final List<Variant> VARIANTS =
            Variant.mediaTypes(MediaType.TEXT_HTML_TYPE, MediaType.valueOf(PDF)).build();

    /// The page brings its style along and loads nothing.
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Decisions decisions;
    private final Assessing assessing;
    private final Hearings hearings;
    private final LetterPdf pdf;

    LetterResource(Decisions decisions, Assessing assessing, Hearings hearings, LetterPdf pdf) {
        this.decisions = decisions;
        this.assessing = assessing;
        this.hearings = hearings;
        this.pdf = pdf;
    }

    @GET
    @Path("/decision/letter")
    @Produces({MediaType.TEXT_HTML, PDF})
    @RolesAllowed({
        "case-officer",
        "second-reader",
        "central-reviewer",
        "decision-maker",
        "appeal-panel",
        "review-lead",
        "auditor"
    })
    @Tag(name = "6 Decision")
    @Operation(
            operationId = "getDecisionLetter",
            summary = "Read the decision letter",
            description =
                    "Every reviewer and auditor. The same record as HTML or, when you accept it first, as PDF; 404 before"
                            + " the decision. The PDF has no Chinese glyphs: it shows such a character as its code point and"
                            + " refers to the HTML. No officer is named.")
    @APIResponse(
            responseCode = "200",
            description = "The letter",
            content = {
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = PDF, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public Response letter(@PathParam("id") UUID id, @Context Request request) {
        CaseFile file = CaseFile.of(id);
        Decisions.Made decision =
                decisions.of(id).orElseThrow(() -> Refusal.notFound("A decision on case " + file.number()));
        Letter letter = Letter.of(
                file,
                assessing.schemeOf(file),
                decision,
                hearings.of(file, decision.code()).orElse(null));
        boolean paper =
                request.selectVariant(VARIANTS).getMediaType().getSubtype().equals("pdf");
        return Response.ok(paper ? pdf.of(letter) : LetterHtml.page(letter))
                .type(paper ? MediaType.valueOf(PDF) : PAGE)
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "inline; filename=\"%s.%s\"".formatted(file.number(), paper ? "pdf" : "html"))
                .header(HttpHeaders.CACHE_CONTROL, "private")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }
}
