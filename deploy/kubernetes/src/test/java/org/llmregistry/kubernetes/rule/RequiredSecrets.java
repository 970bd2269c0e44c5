package org.llmregistry.kubernetes.rule;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.llmregistry.kubernetes.render.Manifest;
import org.llmregistry.kubernetes.render.Node;
import org.llmregistry.kubernetes.render.Overlay;
import org.llmregistry.kubernetes.render.Yaml;

/// The table of secrets in README.md: `| name | overlays | keys | for |`. Whoever deploys makes exactly these.
final class RequiredSecrets {

    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z-]+)` \\| ([a-z, ]+) \\| (.+?) \\|.*$", Pattern.MULTILINE);
    private static final Pattern KEY = Pattern.compile("`([^`]+)`");

    private RequiredSecrets() {}

    /// Secret to keys, as README tells for an overlay.
    static Map<String, Set<String>> documented(Overlay overlay) {
        Map<String, Set<String>> secrets = new TreeMap<>();
        Matcher row = ROW.matcher(Yaml.read(Overlay.REPOSITORY.resolve("deploy/kubernetes/README.md")));
        while (row.find()) {
            if (Set.of(row.group(2).split(", ")).contains(overlay.name())) {
                Set<String> keys = new TreeSet<>();
                KEY.matcher(row.group(3)).results().forEach(key -> keys.add(key.group(1)));
                secrets.put(row.group(1), keys);
            }
        }
        return secrets;
    }

    /// Every reference to a secret below an object, by `secretName` or as a projected `secret`.
    static Stream<Node> references(Manifest object) {
        return object.at("spec")
                .everything()
                .flatMap(place -> Stream.concat(
                        place.child("secretName").isMissing() ? Stream.of() : Stream.of(place),
                        place.child("secret").child("name").isMissing()
                                ? Stream.of()
                                : Stream.of(place.child("secret"))));
    }

    static String name(Node reference) {
        return reference.child("secretName").isMissing()
                ? reference.child("name").text()
                : reference.child("secretName").text();
    }

    static Stream<String> undocumented(Manifest object, Overlay overlay) {
        Map<String, Set<String>> documented = documented(overlay);
        return references(object)
                .filter(reference -> !documented
                                .getOrDefault(name(reference), Set.of())
                                .containsAll(reference
                                        .at("items")
                                        .items()
                                        .map(item -> item.at("key").text())
                                        .toList())
                        || !documented.containsKey(name(reference)))
                .map(RequiredSecrets::name);
    }
}
