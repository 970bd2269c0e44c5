package org.llmregistry.audit.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.llmregistry.audit.append.OwnEvents;
import org.llmregistry.audit.personal.PersonalPart;
import org.llmregistry.audit.series.SelectedLog;

/// What stands beside an entry. Reading it is an event of the log itself.
@Path("/entries/{index}/personal-data")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("auditor")
@RunOnVirtualThread
@Tag(name = "7 Personal data")
public class PersonalDataResource {

    private final PersonalData personalData;
    private final SelectedLog selected;
    private final OwnEvents events;
    private final ObjectMapper json;

    PersonalDataResource(PersonalData personalData, SelectedLog selected, OwnEvents events, ObjectMapper json) {
        this.personalData = personalData;
        this.selected = selected;
        this.events = events;
        this.json = json;
    }

    /// What the commitment of an entry was made of.
    @Schema(name = "PersonalDataView")
    public record View(
            long index,

            @Schema(
                    description =
                            "As it stands in the entry's `data`: SHA-256 of `audit-pii-v1`, a zero byte, the salt's"
                                    + " bytes and the canonical JSON (RFC 8785) of `content`")
            String commitment,

            @Schema(description = "32 bytes in lower-case hexadecimal")
            String salt,

            Map<String, String> content) {}

    @GET
    @APIResponse(responseCode = "200", description = "The text, and the salt to check it with")
    @APIResponse(responseCode = "410", description = "It was erased; the entry and its proof stand")
    @Operation(
            operationId = "readPersonalData",
            summary = "Read what an entry is committed to",
            description =
                    "Role `auditor`. Text by or about persons stands beside the log, so that it can be erased; the entry's"
                            + " `data.personalCommitment` fixes it. The reading is the event `privacy.read`.")
    public View read(@PathParam("index") @Min(0) long index) throws SQLException {
        PersonalPart part = personalData.at(index);
        events.record("privacy.read", Map.of("log", selected.orFirst().origin(), "entry", index));
        return new View(index, part.commitment(), part.salt(), content(part));
    }

    private Map<String, String> content(PersonalPart part) {
        try {
            return json.readValue(part.content(), new TypeReference<>() {});
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
