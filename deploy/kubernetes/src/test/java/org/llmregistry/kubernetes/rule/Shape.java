package org.llmregistry.kubernetes.rule;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kubernetes.render.Node;
import org.llmregistry.kubernetes.render.Yaml;

/// Holds an object against `shapes.yaml`: a shape is a mapping of members (a star marks the needed ones), a
/// list with the shape of its
/// items, or a word: `text`, `number`, `flag`, `words` (list of text), `pairs` (text to text), `any`.
final class Shape {

    private Shape() {}

    static Stream<String> problems(@Nullable Object shape, Node node, String path) {
        if (shape == null || "any".equals(shape)) {
            return Stream.of();
        }
        if (shape instanceof Map<?, ?> && node.value() instanceof Map<?, ?>) {
            return members(Yaml.mapping(shape), node, path);
        }
        if (shape instanceof List<?> list && node.value() instanceof List<?>) {
            return node.items().flatMap(item -> problems(list.getFirst(), item, path + "[]"));
        }
        boolean fits =
                switch (String.valueOf(shape)) {
                    case "text" -> node.value() instanceof String;
                    case "number" -> node.value() instanceof Integer;
                    case "flag" -> node.value() instanceof Boolean;
                    case "words" ->
                        node.value() instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
                    case "pairs" ->
                        node.value() instanceof Map<?, ?> map
                                && map.values().stream().allMatch(String.class::isInstance);
                    default -> false;
                };
        return fits ? Stream.of() : Stream.of(path);
    }

    private static Stream<String> members(Map<String, Object> shape, Node node, String path) {
        Stream<String> missing = shape.keySet().stream()
                .filter(key -> key.endsWith("*"))
                .map(key -> key.substring(0, key.length() - 1))
                .filter(key -> node.child(key).isMissing())
                .map(key -> path + "." + key + " is missing");
        Stream<String> wrong = node.keys().stream().flatMap(key -> {
            Object below = shape.getOrDefault(key, shape.get(key + "*"));
            return below == null
                    ? Stream.of(path + "." + key + " is unknown")
                    : problems(below, node.child(key), path + "." + key);
        });
        return Stream.concat(missing, wrong);
    }
}
