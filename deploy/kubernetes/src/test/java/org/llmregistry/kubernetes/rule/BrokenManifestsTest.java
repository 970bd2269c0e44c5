package org.llmregistry.kubernetes.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmregistry.kubernetes.render.Manifest;
import org.llmregistry.kubernetes.render.Node;
import org.llmregistry.kubernetes.render.Overlay;
import org.llmregistry.kubernetes.render.Yaml;

/// Breaks the production overlay in one place after the other (`broken.yaml`) and wants the rule to see it, so
/// that no rule is one that
/// never reports.
class BrokenManifestsTest {

    private static final List<Map<String, Object>> BREAKS =
            Yaml.documents(Yaml.read(Path.of("src/test/resources/broken.yaml")));

    static Stream<Rule> rules() {
        return Rules.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_broken_manifest_is_reported(Rule rule) {
        List<Map<String, Object>> breaks =
                BREAKS.stream().filter(one -> rule.id().equals(one.get("rule"))).toList();
        assertThat(breaks).as("broken.yaml has a case for %s", rule.id()).isNotEmpty();

        for (Map<String, Object> one : breaks) {
            assertThat(findings(rule, broken(one)))
                    .as("%s sees %s", rule.id(), one)
                    .isPositive();
        }
        assertThat(findings(rule, Overlay.prod())).isZero();
    }

    private static long findings(Rule rule, Overlay overlay) {
        return overlay.objects().stream()
                .flatMap(object -> rule.problems(object, overlay).stream())
                .count();
    }

    private static Overlay broken(Map<String, Object> one) {
        Overlay prod = Overlay.prod();
        List<Map<String, Object>> objects = new ArrayList<>();
        prod.objects().forEach(object -> objects.add(Yaml.mapping(object.root().value())));
        if (one.containsKey("add")) {
            objects.add(Yaml.mapping(Yaml.copy(one.get("add"))));
            return Overlay.of("prod", objects);
        }
        String[] object = String.valueOf(one.get("object")).split("/");
        Manifest target = prod.get(object[0], object[1]);
        if (!one.containsKey("at")) {
            objects.remove(Yaml.mapping(target.root().value()));
            return Overlay.of("prod", objects);
        }
        set(target.root(), Yaml.list(one.get("at")), one.get("to"));
        return Overlay.of("prod", objects);
    }

    /// Puts a value at a path of keys and list positions; no value takes away what is there.
    private static void set(Node root, List<Object> path, Object value) {
        Object here = Yaml.mapping(root.value());
        for (Object step : path.subList(0, path.size() - 1)) {
            here = step instanceof Integer position
                    ? Yaml.list(here).get(position)
                    : Yaml.mapping(here).get(step);
        }
        Object last = path.getLast();
        if (last instanceof Integer position) {
            Yaml.list(here).set(position, value);
        } else if (value == null) {
            assertThat(Yaml.mapping(here).remove(last))
                    .as("there is something at %s", path)
                    .isNotNull();
        } else {
            Yaml.mapping(here).put(String.valueOf(last), value);
        }
    }
}
