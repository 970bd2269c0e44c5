package org.llmregistry.registry.upload;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.registry.content.Received;
import org.llmregistry.registry.content.Spool;
import org.llmregistry.registry.document.Storing;
import org.llmregistry.registry.vendor.Vendor;

/// Documents in parts, after the IETF's draft "Resumable Uploads for HTTP" (draft-ietf-httpbis-resumable-upload).
@Path("/uploads")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("vendor")
@RunOnVirtualThread
@Tag(name = "3 Documents")
public class UploadResource {

    private static final String OFFSET = "Upload-Offset";

    private final Uploading uploading;
    private final UploadParts parts;
    private final Spool spool;
    private final Storing storing;
    private final Caller caller;
    private final CurrentVertxRequest request;
    private final long maxPart;

    UploadResource(
            Uploading uploading,
            UploadParts parts,
            Spool spool,
            Storing storing,
            Caller caller,
            CurrentVertxRequest request,
            UploadSettings settings) {
        this.uploading = uploading;
        this.parts = parts;
        this.spool = spool;
        this.storing = storing;
        this.caller = caller;
        this.request = request;
        this.maxPart = settings.maxPart().asLongValue();
    }

    @POST
    @Transactional
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "openUpload",
            summary = "Begin an upload in parts",
            description =
                    "Role `vendor`. Then PATCH part after part to `Location`. The announced size counts against your"
                            + " room for documents at once. You may have 10 open uploads; one that gets no part for a day is"
                            + " forgotten. Operators may set other limits.")
    @APIResponseSchema(value = UploadView.class, responseCode = "201", responseDescription = "Send the first part")
    @APIResponse(responseCode = "413", description = "The document is too large, or your room for documents is used up")
    public RestResponse<UploadView> open(
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(name = "a small text", value = OpenUpload.EXAMPLE)))
                    @Valid
                    @NotNull
                    OpenUpload command) {
        Upload upload = uploading.open(Vendor.actingIn(caller).id(), command);
        return RestResponse.ResponseBuilder.<UploadView>created(URI.create("/uploads/" + upload.id()))
                .entity(UploadView.of(upload))
                .header(OFFSET, 0)
                .build();
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getUpload",
            summary = "See how far an upload is",
            description = "Role `vendor`. HEAD tells the same in the headers `Upload-Offset`, `Upload-Length` and"
                    + " `Upload-Complete`. 404 when it was refused, abandoned, or forgotten.")
    @APIResponseSchema(value = UploadView.class, responseCode = "200", responseDescription = "How far it is")
    public RestResponse<UploadView> get(@PathParam("id") UUID id) {
        return answer(UploadView.of(Upload.requireOf(caller.requireVendor(), id)));
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            operationId = "appendToUpload",
            summary = "Send the next part",
            description =
                    "Role `vendor`. `Upload-Offset` is where the part begins; `If-Match` is the ETag, which is that"
                            + " offset in quotes, or `*`. A part has at most 64 MiB unless the operator set another limit. If the"
                            + " line breaks, what came is kept: ask for the offset and go on. With the last byte the document is"
                            + " looked into and stored as by PUT /documents/{sha256}; if it is refused, the upload is gone. A part"
                            + " without bytes at the end tries that once more, after 503 or when the answer was lost.")
    @APIResponseSchema(value = UploadView.class, responseCode = "200", responseDescription = "How far it is now")
    @APIResponse(responseCode = "408", description = "The part came too slowly")
    @APIResponse(
            responseCode = "409",
            description =
                    "The part begins elsewhere than the upload ends, or is longer than what is missing: the header"
                            + " `Upload-Offset` of the answer tells where to go on. Or the upload has ended")
    @APIResponse(responseCode = "422", description = "The whole document is refused; see PUT /documents/{sha256}")
    public RestResponse<UploadView> append(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = "Where the part begins", example = "0", required = true)
                    @HeaderParam(OFFSET)
                    @Nullable
                    Long begins,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long length,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
                    InputStream body)
            throws IOException {
        UUID vendor = caller.requireVendor();
        Upload.requireOf(vendor, id); // before anything is said of the request
        long offset = requireOffset(begins);
        try {
            uploading.requireOffset(vendor, id, offset);
            try (Received part = spool.receive(body, length, maxPart)) {
                UploadView upload = uploading.append(vendor, id, ifMatch, offset, part);
                part.requireWhole();
                return answer(upload.offset() == upload.size() ? store(vendor, upload) : upload);
            }
        } catch (Refusal refusal) {
            uploading
                    .offset(vendor, id)
                    .ifPresent(right -> request.getCurrent().response().putHeader(OFFSET, String.valueOf(right)));
            throw refusal;
        }
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "abandonUpload",
            summary = "Abandon an upload",
            description = "Role `vendor`. Its parts are deleted; a document that it has become stays.")
    @APIResponse(responseCode = "204", description = "Abandoned")
    public void abandon(@PathParam("id") UUID id) {
        uploading.forget(caller.requireVendor(), id);
    }

    private static long requireOffset(@Nullable Long begins) {
        if (begins == null || begins < 0) {
            throw Refusal.invalid(OFFSET, "required", "Send the header with the offset at which the part begins.");
        }
        return begins;
    }

    private UploadView store(UUID vendor, UploadView upload) throws IOException {
        try (Received received = spool.receive(parts.read(upload.id()), upload.size(), upload.size())) {
            storing.store(vendor, upload.sha256(), upload.mediaType(), received);
            return uploading.complete(vendor, upload.id());
        } catch (Refusal refusal) {
            if (refusal.type().status() < 500) {
                uploading.forget(vendor, upload.id());
            }
            throw refusal;
        }
    }

    private static RestResponse<UploadView> answer(UploadView upload) {
        return RestResponse.ResponseBuilder.ok(upload)
                .header(OFFSET, upload.offset())
                .header("Upload-Length", upload.size())
                .header("Upload-Complete", upload.complete() ? "?1" : "?0")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
