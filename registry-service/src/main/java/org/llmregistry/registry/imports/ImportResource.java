package org.llmregistry.registry.imports;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Problem;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Cursor;
import org.llmregistry.kernel.web.Page;

/// Brings published lists into the register.
@Path("/imports")
@Tag(name = "8 Imports")
@RolesAllowed("registrar")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ImportResource {

    private static final String EXAMPLE = """
            row,list_no,developer,model,province,city,province_en,region_code,category,official_site,url,base_families,first_listed,listed_2024_01_11,quality_note,source
            1,1,百度,文心一言,北京,,Beijing,CN-BJ,通用,true,https://yiyan.baidu.com,,2023-05-22,true,,example list
            """;

    private final Accepting accepting;

    ImportResource(Accepting accepting) {
        this.accepting = accepting;
    }

    @Schema(description = "An import and how far it is")
    public record ImportView(
            UUID id,
            ImportKind kind,

            @Schema(description = "True: everything is tried and reported, nothing is changed")
            boolean dryRun,

            Import.Status status,

            @Schema(description = "SHA-256 of the bytes that were sent, hexadecimal")
            String sha256,

            Instant startedAt,
            @Nullable Instant endedAt,
            @Schema(examples = "247") long rowsTotal,

            @Schema(description = "created + updated + unchanged + rejected + reported")
            long rowsRead,

            long created,
            long updated,
            long unchanged,

            @Schema(description = "Rows that could not be used; see their problem and how to mend it")
            long rejected,

            @Schema(description = "Rows that were taken but may be the same as another entry: a person should look")
            long reported,

            @Schema(description = "Why it stopped, and what to do") @Nullable
            String failure) {}

    @Schema(description = "What became of a row")
    public record ImportRowView(
            @Schema(description = "Line of the list that the row begins on; the header is line 1", examples = "60")
            long line,

            ImportRow.Outcome outcome,
            @Nullable String problem,
            @Nullable String howToMend,

            @Schema(description = "The register entry that the row led to") @Nullable
            UUID registerId,

            @Schema(description = "Entries that may be the same model (REPORTED only)")
            List<UUID> candidates) {
        static ImportRowView of(ImportRow row) {
            return new ImportRowView(
                    row.line(), row.outcome(), row.problem(), row.howToMend(), row.entryId(), row.candidates());
        }
    }

    @POST
    @Consumes("text/csv")
    @Operation(
            operationId = "importList",
            summary = "Import a list of known models or of earlier decisions",
            description = "Role registrar. CSV in UTF-8 with a header row; columns in any order, none missing, none"
                    + " unknown. The list is checked as a whole before anything changes; then it runs in the background:"
                    + " poll `Location`. A list that equals the last one of its kind answers 200 with that import; of a"
                    + " changed list only the changed rows take effect. Columns of KNOWN_MODELS and EARLIER_DECISIONS:"
                    + " see `data/` of the project.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "text/csv",
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                                            .STRING),
                            examples = @ExampleObject(name = "one known model", value = EXAMPLE)))
    @APIResponse(
            responseCode = "202",
            description = "Accepted; it runs",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    @APIResponse(
            responseCode = "200",
            description = "The last list of this kind had the same bytes",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    @APIResponse(
            responseCode = "422",
            description = "The list cannot be read, or the Idempotency-Key belongs to another request",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            example = """
                                    {"type": "/problems/unreadable-list", "title": "The list cannot be read", "status": 422,
                                     "errors": [{"pointer": "line 1", "rule": "missing-column", "detail": "The column 'developer' is missing."}]}"""))
    public RestResponse<ImportView> post(
            @Parameter(description = "What the list tells of") @QueryParam("kind") @NotNull ImportKind kind,
            @Parameter(description = "Try everything, change nothing") @QueryParam("dryRun") @DefaultValue("false")
                    boolean dryRun,
            InputStream list) {
        Accepting.Received received = accepting.receive(kind, list);
        return accepting.accept(kind, dryRun, received.sha256(), received.rows());
    }

    @GET
    @Operation(operationId = "listImports", summary = "List the imports", description = "Role registrar. Newest first.")
    public Page<ImportView> list(
            @QueryParam("limit") @DefaultValue("" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Cursor position = Cursor.boundTo("imports");
        UUID before = position.read(cursor)
                .map(keys -> UUID.fromString(keys.getFirst()))
                .orElse(null);
        return Page.of(
                Import.before(before, limit + 1),
                limit,
                Import::toView,
                each -> position.after(each.id()),
                Page.Total.exactly(Import.count()));
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getImport",
            summary = "See how far an import is",
            description = "Role registrar. `status` is DONE or FAILED when it has ended.")
    public ImportView get(@PathParam("id") UUID id) {
        return require(id).toView();
    }

    @GET
    @Path("/{id}/rows")
    @Operation(
            operationId = "listImportRows",
            summary = "Read what became of each row",
            description =
                    "Role registrar. In the order of the list; ask for REJECTED or REPORTED to see what needs a person.")
    public Page<ImportRowView> rows(
            @PathParam("id") UUID id,
            @QueryParam("outcome") ImportRow.@Nullable Outcome outcome,
            @QueryParam("limit") @DefaultValue("" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        require(id);
        Cursor position = Cursor.boundTo(id, outcome);
        long after = position.read(cursor)
                .map(keys -> Long.parseLong(keys.getFirst()))
                .orElse(0L);
        return Page.of(
                ImportRow.after(id, outcome, after, limit + 1),
                limit,
                ImportRowView::of,
                row -> position.after(row.line()),
                Page.Total.exactly(ImportRow.count(id, outcome)));
    }

    private static Import require(UUID id) {
        return Import.<Import>findByIdOptional(id).orElseThrow(() -> Refusal.notFound("The import"));
    }
}
