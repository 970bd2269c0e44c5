package org.llmregistry.audit.personal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmregistry.audit.canonical.CanonicalJson;
import org.llmregistry.kernel.problem.Violation;

/// The member `personal` of an event that a service sends: it never becomes part of the leaf.
public final class PersonalMember {

    private static final String NAME = "personal";

    private PersonalMember() {}

    /// @param at where the event stands in its batch
    public static void check(String at, JsonNode event, List<Violation> faults) {
        if (event.path("data").has(PersonalPart.COMMITMENT)) {
            faults.add(new Violation(
                    at + "/data/" + PersonalPart.COMMITMENT, "event", "The log makes it, of 'personal'."));
        }
        if (!event.has(NAME)) {
            return;
        }
        JsonNode personal = event.get(NAME);
        boolean known = personal.size() == 2 && personal.path("salt").asText().matches("[0-9a-f]{64}");
        boolean told =
                personal.path("content").isObject() && !personal.path("content").isEmpty();
        for (JsonNode text : personal.path("content")) {
            told &= text.isTextual();
        }
        if (!known || !told) {
            faults.add(new Violation(
                    at + "/" + NAME,
                    "event",
                    "must have 'salt' (64 hexadecimal digits) and 'content' (texts by name)"));
        }
    }

    /// Takes it out of a checked event, and puts the commitment into its `data`.
    public static @Nullable PersonalPart take(ObjectNode event) throws IOException {
        JsonNode personal = event.remove(NAME);
        if (personal == null) {
            return null;
        }
        PersonalPart part = new PersonalPart(personal.get("salt").asText(), CanonicalJson.of(personal.get("content")));
        ((ObjectNode) event.get("data")).put(PersonalPart.COMMITMENT, part.commitment());
        return part;
    }
}
