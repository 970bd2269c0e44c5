package org.llmregistry.review.letter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.review.casefile.CaseFile;

/// The letter that tells the applicant what was decided and why.
@Path("/cases/{id}")
@RunOnVirtualThread
public class LetterResource {

    private final Letters letters;

    LetterResource(Letters letters) {
        this.letters = letters;
    }

    @GET
    @Path("/decision/letter")
    @Produces({MediaType.TEXT_HTML, Letters.PDF})
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
                @Content(mediaType = Letters.PDF, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public Response letter(@PathParam("id") UUID id, @Context Request request) {
        return letters.answer(CaseFile.of(id), request);
    }
}
