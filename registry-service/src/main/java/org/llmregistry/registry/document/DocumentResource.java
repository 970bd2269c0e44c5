package org.llmregistry.registry.document;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Cursor;
import org.llmregistry.kernel.web.Page;
import org.llmregistry.registry.content.Contents;
import org.llmregistry.registry.content.Received;
import org.llmregistry.registry.content.Spool;
import org.llmregistry.registry.vendor.Vendor;

/// Documents by content hash.
@Path("/documents")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("vendor")
@RunOnVirtualThread
@Tag(name = "3 Documents")
public class DocumentResource {

    private static final String SHA256 = "[0-9a-f]{64}";
    private static final String SHA256_MESSAGE = "64 lower-case hexadecimal digits";

    /// Of a declared kind: without parameters.
    private static final String MEDIA_TYPE = "[a-z0-9.+-]{1,100}/[a-z0-9.+-]{1,100}";

    private final Spool spool;
    private final Contents contents;
    private final Storing storing;
    private final Caller caller;
    private final long maxSize;

    DocumentResource(Spool spool, Contents contents, Storing storing, Caller caller, DocumentSettings settings) {
        this.spool = spool;
        this.contents = contents;
        this.storing = storing;
        this.caller = caller;
        this.maxSize = settings.maxSize().asLongValue();
    }

    @PUT
    @Path("/{sha256}")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            operationId = "storeDocument",
            summary = "Upload a document by its SHA-256",
            description =
                    "Role `vendor`. The path is the SHA-256 of the body; we compute it again. At most 1 GiB unless the"
                            + " operator set another limit; for large ones, or over a bad line, POST /uploads goes on where it broke"
                            + " off. We read from the bytes what kind of document it is, look into archives, and refuse what is"
                            + " not taken or not safe to open. Send `If-None-Match: *`: a document never changes, so repeating an"
                            + " upload changes nothing and answers 200.")
    @Parameter(
            name = "If-None-Match",
            in = ParameterIn.HEADER,
            example = "*",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponseSchema(
            value = DocumentView.class,
            responseCode = "200",
            responseDescription = "You had uploaded it before")
    @APIResponse(
            responseCode = "201",
            description = "Stored",
            content = @Content(schema = @Schema(implementation = DocumentView.class)))
    @APIResponse(responseCode = "408", description = "The body came too slowly")
    @APIResponse(responseCode = "413", description = "The document is too large, or your room for documents is used up")
    @APIResponse(
            responseCode = "422",
            description = "The body has another SHA-256, is of a kind that is not taken or not the declared one, is two"
                    + " files in one, is not safe to open, or carries malware; `type` tells which, `errors` where")
    public RestResponse<DocumentView> store(
            @PathParam("sha256") @Pattern(regexp = SHA256, message = SHA256_MESSAGE) String sha256,
            @Parameter(
                            description =
                                    "The kind that you know it to be. CSV and Markdown look like other text, so only"
                                            + " your word tells; any other kind than the bytes have is refused",
                            example = "text/csv")
                    @QueryParam("mediaType")
                    @Pattern(regexp = MEDIA_TYPE, message = "type/subtype in lower case, without parameters")
                    @Nullable
                    String mediaType,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long length,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
                    InputStream body)
            throws IOException {
        UUID vendor = caller.requireVendor();
        try (Received received = spool.receive(body, length, maxSize)) {
            received.requireWhole();
            Storing.Stored stored = storing.store(vendor, sha256, mediaType, received);
            return stored.created()
                    ? RestResponse.ResponseBuilder.<DocumentView>created(URI.create("/documents/" + sha256))
                            .entity(stored.document())
                            .build()
                    : RestResponse.ok(stored.document());
        }
    }

    @GET
    @Operation(
            operationId = "listDocuments",
            summary = "List your documents",
            description = "Role `vendor`. What you have uploaded, in the order of the hashes.")
    public Page<DocumentView> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        UUID vendor = Vendor.actingIn(caller).id();
        Cursor position = Cursor.boundTo("documents", vendor);
        String after = position.read(cursor).map(List::getFirst).orElse("");
        return Page.of(
                Document.after(vendor, after, limit + 1),
                limit,
                DocumentView::of,
                document -> position.after(document.sha256()),
                Page.Total.exactly(Document.count("key.vendorId", vendor)));
    }

    @GET
    @Path("/{sha256}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            operationId = "getDocument",
            summary = "Download a document",
            description =
                    "Role `vendor`; only what you have uploaded yourself. Always an attachment, never shown inline.")
    @APIResponse(
            responseCode = "200",
            description = "The very bytes",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public RestResponse<InputStream> get(
            @PathParam("sha256") @Pattern(regexp = SHA256, message = SHA256_MESSAGE) String sha256) throws IOException {
        Document document = Document.requireOf(caller.requireVendor(), sha256);
        return document.attachment(contents.read(sha256)).build();
    }
}
