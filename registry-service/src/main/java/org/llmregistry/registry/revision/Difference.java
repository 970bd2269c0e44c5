package org.llmregistry.registry.revision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One field in which two dossiers differ.
@Schema(name = "DossierDifference", description = "One field in which two dossiers differ")
public record Difference(
        @Schema(
                description =
                        "JSON Pointer (RFC 6901) into the later dossier; of a removed field, into the earlier one",
                examples = "/training/computeFlop")
        String pointer,

        Change change,

        @Schema(description = "What it was; absent when it was added", implementation = Object.class) @Nullable
        JsonNode before,

        @Schema(description = "What it is; absent when it was removed", implementation = Object.class) @Nullable
        JsonNode after) {

    @Schema(name = "FieldChange")
    public enum Change {
        ADDED,
        REMOVED,
        CHANGED
    }

    /// Field by field. A field without a value is an absent one. The order of a list says nothing: equal items are
    /// passed over wherever they stand, the others compared in turn.
    public static List<Difference> between(JsonNode before, JsonNode after) {
        List<Difference> found = new ArrayList<>();
        compare("", before, after, found);
        return List.copyOf(found);
    }

    private static void compare(String pointer, JsonNode before, JsonNode after, List<Difference> found) {
        if (before.isObject() && after.isObject()) {
            compareMembers(pointer, before, after, found);
        } else if (before.isArray() && after.isArray()) {
            compareItems(pointer, before, after, found);
        } else if (isAbsent(before) && !isAbsent(after)) {
            found.add(new Difference(pointer, Change.ADDED, null, after));
        } else if (!isAbsent(before) && isAbsent(after)) {
            found.add(new Difference(pointer, Change.REMOVED, before, null));
        } else if (!isAbsent(before) && !before.equals(after)) {
            found.add(new Difference(pointer, Change.CHANGED, before, after));
        }
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static void compareMembers(String pointer, JsonNode before, JsonNode after, List<Difference> found) {
        Set<String> names = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            String escaped = name.replace("~", "~0").replace("/", "~1");
            compare(pointer + "/" + escaped, before.path(name), after.path(name), found);
        }
    }

    private static void compareItems(String pointer, JsonNode before, JsonNode after, List<Difference> found) {
        List<Integer> removed = new ArrayList<>();
        List<Integer> added = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            added.add(i);
        }
        for (int i = 0; i < before.size(); i++) {
            JsonNode item = before.get(i);
            Optional<Integer> same = added.stream()
                    .filter(other -> item.equals(after.get(other)))
                    .findFirst();
            if (same.isPresent()) {
                added.remove(same.get());
            } else {
                removed.add(i);
            }
        }
        int both = Math.min(removed.size(), added.size());
        for (int i = 0; i < both; i++) {
            compare(pointer + "/" + added.get(i), before.get(removed.get(i)), after.get(added.get(i)), found);
        }
        for (int i : removed.subList(both, removed.size())) {
            found.add(new Difference(pointer + "/" + i, Change.REMOVED, before.get(i), null));
        }
        for (int i : added.subList(both, added.size())) {
            found.add(new Difference(pointer + "/" + i, Change.ADDED, null, after.get(i)));
        }
    }
}
