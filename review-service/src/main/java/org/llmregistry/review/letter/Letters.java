package org.llmregistry.review.letter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.decision.Decisions;
import org.llmregistry.review.hearing.Hearings;

/// Answers with the letter of a case: the same bytes for the office and for the applicant.
@ApplicationScoped
class Letters {

    static final String PDF = "application/pdf";

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

    Letters(Decisions decisions, Assessing assessing, Hearings hearings, LetterPdf pdf) {
        this.decisions = decisions;
        this.assessing = assessing;
        this.hearings = hearings;
        this.pdf = pdf;
    }

    /// As page or paper, whichever is accepted first; refuses before the decision.
    Response answer(CaseFile file, Request request) {
        Decisions.Made decision =
                decisions.of(file).orElseThrow(() -> Refusal.notFound("A decision on case " + file.number()));
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
