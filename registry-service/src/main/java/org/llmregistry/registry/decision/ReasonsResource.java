package org.llmregistry.registry.decision;

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
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.registry.application.Application;
import org.llmregistry.registry.receipt.Receipts;
import org.llmregistry.registry.review.DecisionLetters;

/// What was decided on the vendor's application and why: as data, and as the letter.
@Path("/applications/{id}/decision")
@RolesAllowed("vendor")
@RunOnVirtualThread
@Tag(name = "4 Applications")
public class ReasonsResource {

    private static final String PDF = "application/pdf";
    private static final List<Variant> VARIANTS =
            Variant.mediaTypes(MediaType.TEXT_HTML_TYPE, MediaType.valueOf(PDF)).build();

    private final DecisionLetters letters;
    private final Receipts receipts;
    private final Caller caller;

    ReasonsResource(DecisionLetters letters, Receipts receipts, Caller caller) {
        this.letters = letters;
        this.receipts = receipts;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getDecision",
            summary = "Read the decision on your application",
            description =
                    "Role `vendor`, for an application of your own: outcome, reasons by clause, legal basis, waivers,"
                            + " conditions, and the last day of an appeal. After an appeal: what stands now. 404 before the"
                            + " decision. Next: `POST /applications/{id}/appeals` while there is time.")
    public Decision.View decision(@PathParam("id") UUID id) {
        return decided(id).toView(receipts.ofDecision(id));
    }

    @GET
    @Path("/letter")
    @Produces({MediaType.TEXT_HTML, PDF})
    @Operation(
            operationId = "getDecisionLetter",
            summary = "Read the decision letter",
            description =
                    "Role `vendor`, for an application of your own: the very letter that the office has, as HTML or, when"
                            + " you accept it first, as PDF. The PDF has no Chinese glyphs: it shows such a character as its code"
                            + " point and refers to the HTML. 404 before the decision; 503 while review-service does not answer.")
    @APIResponse(
            responseCode = "200",
            description = "The letter",
            content = {
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = PDF, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(responseCode = "503", description = "Review-service does not answer")
    public Response letter(@PathParam("id") UUID id, @Context Request request) {
        decided(id);
        MediaType wanted = request.selectVariant(VARIANTS).getMediaType();
        DecisionLetters.Letter letter = letters.of(id, wanted.toString());
        return Response.ok(letter.content())
                .type(letter.mediaType())
                .header("Content-Security-Policy", letter.contentSecurityPolicy())
                .header(HttpHeaders.CONTENT_DISPOSITION, letter.disposition())
                .header(HttpHeaders.CACHE_CONTROL, "private")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    private Decision decided(UUID id) {
        Application.requireOf(caller.requireVendor(), id);
        return Decision.newestOf(id).orElseThrow(() -> Refusal.notFound("A decision on application " + id));
    }
}
