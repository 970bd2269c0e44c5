package org.llmregistry.audit.export;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.llmregistry.audit.append.OwnEvents;
import org.llmregistry.audit.checkpoint.Checkpoints;
import org.llmregistry.audit.checkpoint.LogKeys;
import org.llmregistry.audit.entry.Entry;
import org.llmregistry.audit.export.CaseExport.Part;
import org.llmregistry.audit.proof.InclusionProofs;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.audit.series.Logs;
import org.llmregistry.kernel.problem.Refusal;

/// Everything that the log has of one case, to take away and to prove elsewhere.
@Path("/exports/cases")
@RolesAllowed("auditor")
@RunOnVirtualThread
@Tag(name = "5 Take away")
public class CaseExportResource {

    private static final String ZIP = "application/zip";

    private final Checkpoints checkpoints;
    private final InclusionProofs proofs;
    private final LogKeys keys;
    private final Logs logs;
    private final OwnEvents events;

    CaseExportResource(Checkpoints checkpoints, InclusionProofs proofs, LogKeys keys, Logs logs, OwnEvents events) {
        this.checkpoints = checkpoints;
        this.proofs = proofs;
        this.keys = keys;
        this.logs = logs;
        this.events = events;
    }

    @GET
    @Produces(ZIP)
    @APIResponse(
            responseCode = "200",
            description =
                    "`README.md`, `log.key`, and for each log `checkpoint`, and for each entry `entries/{index}.json` and"
                            + " `.tlog-proof`: those of the first log at the top, the others below the name of theirs",
            content = @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", description = "No checkpoint covers an entry of this subject")
    @Operation(
            operationId = "exportCase",
            summary = "Take away one case with its proofs",
            description =
                    "Role `auditor`. Name any part of it: the case, its application, its licence; the others are found through the"
                            + " application. `java -jar verifier.jar case log.key FILE` verifies the file without a network. That it was taken is an event of its own.")
    public RestResponse<byte[]> export(
            @Parameter(
                            description = "`cases/{id}`, `applications/{id}` or `licences/{number}`",
                            example = "licences/DEMO-2026-000001-K")
                    @QueryParam("subject")
                    @NotNull
                    @Pattern(regexp = "[a-z-]{1,40}/[^/\"\\p{Cntrl}]{1,150}")
                    String subject)
            throws IOException {
        List<AuditLog> searched = logs.all();
        Map<Short, List<Entry>> entries =
                Entry.ofCase(searched, subject).stream().collect(Collectors.groupingBy(Entry::log));
        List<Part> parts = searched.stream()
                .flatMap(log -> part(log, entries.getOrDefault(log.id(), List.of())).stream())
                .toList();
        if (parts.isEmpty()) {
            throw Refusal.notFound("A published entry of " + subject);
        }
        CaseExport made = new CaseExport(subject, parts);
        events.record("log.case-exported", Map.of("exported", subject));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        made.write(file);
        return RestResponse.ResponseBuilder.ok(file.toByteArray())
                .header("Content-Disposition", "attachment; filename=\"%s\"".formatted(made.fileName()))
                .build();
    }

    /// What a checkpoint of the log covers.
    private Optional<Part> part(AuditLog log, List<Entry> entries) {
        return checkpoints.newest(log).flatMap(covering -> {
            List<Entry> covered = entries.stream()
                    .filter(entry -> entry.index() < covering.size())
                    .toList();
            return covered.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Part(
                            covered,
                            proofs.of(covered.stream().map(Entry::index).toList(), covering),
                            covering,
                            keys.verifierKey(log)));
        });
    }
}
