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
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.review.casefile.CaseFile;

/// The letter for registry-service, which hands it to the applicant (ADR 0024).
@Path("/applications/{id}/decision-letter")
@RolesAllowed("registry-service")
@RunOnVirtualThread
@Tag(name = "For the registry")
public class ApplicantLetterResource {

    private final Letters letters;

    ApplicantLetterResource(Letters letters) {
        this.letters = letters;
    }

    @GET
    @Produces({MediaType.TEXT_HTML, Letters.PDF})
    @Operation(
            operationId = "getApplicantLetter",
            summary = "Read the decision letter of an application",
            description =
                    "Role `registry-service`, which asks for the vendor whose application it is: the same bytes as the"
                            + " office reads. 404 before the decision.")
    @APIResponse(
            responseCode = "200",
            description = "The letter",
            content = {
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = Letters.PDF, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public Response letter(@PathParam("id") UUID application, @Context Request request) {
        return letters.answer(
                CaseFile.<CaseFile>find("appliedFor.applicationId", application)
                        .firstResultOptional()
                        .orElseThrow(() -> Refusal.notFound("A case of this application")),
                request);
    }
}
