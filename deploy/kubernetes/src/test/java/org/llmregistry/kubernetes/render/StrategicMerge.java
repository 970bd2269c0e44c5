package org.llmregistry.kubernetes.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Kubernetes' strategic merge: mappings merge, lists of named things merge by their name (new things first),
/// other lists are replaced.
final class StrategicMerge {

    /// The list and the member that names its things.
    private static final Map<String, String> KEYS = Map.of(
            "containers", "name",
            "initContainers", "name",
            "env", "name",
            "volumes", "name",
            "volumeMounts", "mountPath");

    private StrategicMerge() {}

    static void into(Map<String, Object> target, Map<String, Object> patch) {
        patch.forEach((key, value) -> target.merge(key, Yaml.copy(value), (old, added) -> merged(key, old, added)));
    }

    private static Object merged(String key, Object old, Object added) {
        if (old instanceof Map && added instanceof Map) {
            into(Yaml.mapping(old), Yaml.mapping(added));
            return old;
        }
        return old instanceof List && added instanceof List && KEYS.containsKey(key)
                ? mergedByName(KEYS.get(key), Yaml.list(old), Yaml.list(added))
                : added;
    }

    private static List<Object> mergedByName(String name, List<Object> old, List<Object> added) {
        List<Object> fresh = new ArrayList<>();
        for (Object addition : added) {
            Object id = Yaml.mapping(addition).get(name);
            old.stream()
                    .filter(item -> Objects.equals(Yaml.mapping(item).get(name), id))
                    .findFirst()
                    .ifPresentOrElse(
                            item -> into(Yaml.mapping(item), Yaml.mapping(addition)), () -> fresh.add(addition));
        }
        fresh.addAll(old);
        return fresh;
    }
}
