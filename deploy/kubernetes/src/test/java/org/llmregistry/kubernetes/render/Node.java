package org.llmregistry.kubernetes.render;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A place in a YAML tree that may be empty, so that a rule reads a path without asking at every step whether it is
/// there.
public record Node(@Nullable Object value) {

    /// The place below; a path like `spec.template.spec` goes down several steps.
    public Node at(String path) {
        Node here = this;
        for (String step : path.split("\\.")) {
            here = here.child(step);
        }
        return here;
    }

    /// One step down, for keys that hold dots.
    public Node child(String key) {
        return new Node(value instanceof Map<?, ?> map ? map.get(key) : null);
    }

    public boolean isMissing() {
        return value == null;
    }

    public boolean is(Object expected) {
        return expected.equals(value);
    }

    public String text() {
        return value == null ? "" : String.valueOf(value);
    }

    /// The number at this place, or the fallback if there is none.
    public int number(int fallback) {
        return value instanceof Integer number ? number : fallback;
    }

    public Stream<Node> items() {
        return value instanceof List<?> list ? list.stream().map(Node::new) : Stream.empty();
    }

    public List<String> texts() {
        return items().map(Node::text).toList();
    }

    /// The keys of a mapping, in their order.
    public List<String> keys() {
        return value instanceof Map<?, ?> map
                ? map.keySet().stream().map(String::valueOf).toList()
                : List.of();
    }

    /// Every place below this one, itself included.
    public Stream<Node> everything() {
        Stream<Node> below =
                value instanceof Map<?, ?> map ? map.values().stream().map(Node::new) : items();
        return Stream.concat(Stream.of(this), below.flatMap(Node::everything));
    }
}
