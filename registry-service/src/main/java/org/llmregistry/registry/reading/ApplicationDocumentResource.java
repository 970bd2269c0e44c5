package org.llmregistry.registry.reading;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.application.Application;
import org.llmregistry.registry.application.ApplicationStatus;
import org.llmregistry.registry.content.Contents;
import org.llmregistry.registry.document.Document;

/// A document of the vendor who applied. Who may read it, and that it was read, is the business of review-service.
@Path("/applications/{id}/documents")
@RolesAllowed("review-service")
@RunOnVirtualThread
@Tag(name = "For the review service")
public class ApplicationDocumentResource {

    private final Contents contents;

    ApplicationDocumentResource(Contents contents) {
        this.contents = contents;
    }

    @GET
    @Path("/{sha256}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            operationId = "getApplicationDocument",
            summary = "Read a document of the vendor who applied",
            description =
                    "Role `review-service`, for a reviewer of the case. 404 for what this vendor has not uploaded, and before it submits: a draft is nobody else's.")
    @APIResponse(
            responseCode = "200",
            description = "The very bytes",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public RestResponse<InputStream> get(
            @PathParam("id") UUID id,
            @PathParam("sha256") @Pattern(regexp = "[0-9a-f]{64}", message = "64 lower-case hexadecimal digits")
                    String sha256)
            throws IOException {
        Application application = Application.require(id);
        if (application.status() == ApplicationStatus.DRAFT) {
            throw Refusal.notFound("A submitted application " + id);
        }
        Document document = Document.requireOf(application.vendorId(), sha256);
        return document.attachment(contents.read(sha256)).build();
    }
}
