package org.llmregistry.kernel.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What an operation is about: its ids, by the names that they have in paths, queries and bodies.
public record Thing(Map<String, String> ids) {

    static final Thing NONE = new Thing(Map.of());
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern HASH_FORM = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NUMBER_FORM = Pattern.compile("[0-9]+");

    public Thing {
        ids = new LinkedHashMap<>(ids);
    }

    /// Names something by itself, without the part of the path before it.
    boolean isGlobal(String name) {
        return ids.containsKey(name) && !NUMBER_FORM.matcher(ids.get(name)).matches();
    }

    static boolean isUuid(String value) {
        return UUID_FORM.matcher(value).matches();
    }

    /// What nobody but its vendor may ever read.
    Stream<String> privateIds() {
        return ids.values().stream().filter(Thing::isUuid);
    }

    Thing with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(ids);
        changed.put(name, value);
        return new Thing(changed);
    }

    /// Ids of the same form that nothing has; equal ones stay equal.
    Thing elsewhere() {
        Map<String, String> strange = new LinkedHashMap<>();
        Map<String, String> known = new LinkedHashMap<>();
        ids.forEach((name, value) -> strange.put(name, known.computeIfAbsent(value, Thing::another)));
        return new Thing(strange);
    }

    private static String another(String value) {
        if (NUMBER_FORM.matcher(value).matches()) {
            return value;
        }
        String other = UUID.randomUUID().toString();
        if (HASH_FORM.matcher(value).matches()) {
            return (other + other).replace("-", "");
        }
        return isUuid(value) ? other : "NONE-" + other;
    }
}
