package org.llmregistry.audit.erasure;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.llmregistry.audit.append.OwnEvents;
import org.llmregistry.audit.append.Receipt;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.audit.series.SelectedLog;
import org.llmregistry.kernel.problem.Problem;
import org.llmregistry.kernel.web.ContractConventions;

/// The end of what stands beside entries. An erasure is an event of the log itself.
@Path("/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("data-protection-officer")
@RunOnVirtualThread
@Tag(name = "7 Personal data")
public class ErasureResource {

    private final PersonalData personalData;
    private final SelectedLog selected;
    private final OwnEvents events;

    ErasureResource(PersonalData personalData, SelectedLog selected, OwnEvents events) {
        this.personalData = personalData;
        this.selected = selected;
        this.events = events;
    }

    /// @param entries their indexes
    /// @param ground  on which rule it is done; it stands in the log for ever
    public record Erase(
            @NotEmpty @Size(max = 1_000) List<@NotNull @Min(0) Long> entries,

            @Schema(description = "A rule, never a name or a story", examples = "GDPR Art. 17(1)(d)")
            @NotNull
            @Pattern(regexp = "[A-Za-z0-9 .,()/-]{3,60}", message = "3 to 60 letters, digits, and ' .,()/-'")
            String ground) {
        static final String EXAMPLE = """
                {"entries": [1204, 1207], "ground": "GDPR Art. 17(1)(d)"}""";
    }

    /// @param erased what was there until now
    /// @param event  which says so; null: everything had been erased before
    public record Erasure(
            List<Long> erased,

            @Schema(description = "Where the event stands that tells it") @Nullable
            Receipt event) {}

    @POST
    @Extension(name = ContractConventions.IDEMPOTENT_BY, value = "the entries: what was erased before stays erased")
    @APIResponse(
            responseCode = "200",
            description = "What was erased now, and the event that tells it",
            content = @Content(schema = @Schema(implementation = Erasure.class)))
    @APIResponse(
            responseCode = "422",
            description = "An entry has nothing to erase; nothing was erased",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @Operation(
            operationId = "erasePersonalData",
            summary = "Erase personal data for good",
            description =
                    "Role `data-protection-officer`. Deletes text and salt; the commitments stay and tell nothing without the"
                            + " salt, so that no leaf, no proof and no checkpoint changes. In the same transaction the log gets the event"
                            + " `privacy.erased` with the entries and the ground. The indexes are those of one log, the first one at `/`. Backups end with their own retention.")
    public Erasure erase(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Erase.class),
                                            examples = @ExampleObject(name = "two entries", value = Erase.EXAMPLE)))
                    @Valid
                    @NotNull
                    Erase command)
            throws SQLException {
        AuditLog log = selected.orFirst();
        List<Long> there = personalData.there(log, command.entries());
        return there.isEmpty()
                ? new Erasure(there, null)
                : new Erasure(
                        there,
                        events.record(
                                OwnEvents.ERASED,
                                Map.of("log", log.origin(), "entries", there, "ground", command.ground())));
    }
}
