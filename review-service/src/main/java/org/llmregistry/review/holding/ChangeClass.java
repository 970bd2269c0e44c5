package org.llmregistry.review.holding;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a change of a licensed model asks of its holder. Classes stand from the lightest to the gravest; a
/// change falls into the gravest class that one of its fields asks for.
///
/// @param duty     NOTIFY, NOTIFY_AND_WAIT, VARIATION, NEW_APPLICATION; WITHIN_PLAN: authorised before, by a
///     plan
/// @param days     calendar days: NOTIFY, after the change to tell it; NOTIFY_AND_WAIT, after the notice to
///     object
/// @param fields   JSON Pointers into the dossier, each with all beneath it unless a longer one says otherwise
/// @param document kind of the document in the licensed dossier that holds the plan
@Schema(name = "ChangeClass")
public record ChangeClass(
        String code,
        String name,
        String duty,

        @Schema(
                description =
                        "Calendar days: NOTIFY, after the change to tell it; NOTIFY_AND_WAIT, after the notice to object")
        @Nullable
        Integer days,

        @Schema(
                description = "JSON Pointers into the dossier, and /version for the weights; each with all beneath it"
                        + " unless a longer one says otherwise; the empty one is everything else")
        @Nullable
        List<String> fields,

        @Schema(description = "WITHIN_PLAN: kind of the document that holds the plan") @Nullable
        String document) {}
