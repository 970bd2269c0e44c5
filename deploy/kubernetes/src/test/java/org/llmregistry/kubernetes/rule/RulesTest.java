package org.llmregistry.kubernetes.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmregistry.kubernetes.render.Overlay;
import org.llmregistry.kubernetes.render.Yaml;

class RulesTest {

    private static final Overlay DEV = Overlay.dev();
    private static final Overlay PROD = Overlay.prod();

    static Stream<Arguments> overlaysAndRules() {
        return Stream.of(DEV, PROD).flatMap(overlay -> Rules.all().map(rule -> Arguments.of(overlay, rule)));
    }

    static Stream<Overlay> overlays() {
        return Stream.of(DEV, PROD);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("overlaysAndRules")
    void every_object_obeys(Overlay overlay, Rule rule) {
        List<String> broken = overlay.objects().stream()
                .filter(object -> !object.exceptions().containsKey(rule.id()))
                .flatMap(object -> rule.problems(object, overlay).stream().map(problem -> object + ": " + problem))
                .toList();

        assertThat(broken).as("%s: %s", rule.id(), rule.meaning()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void no_exception_stands_longer_than_it_is_needed(Overlay overlay) {
        List<String> stale = overlay.objects().stream()
                .flatMap(object -> object.exceptions().keySet().stream()
                        .filter(id -> Rules.all()
                                .filter(rule -> rule.id().equals(id))
                                .allMatch(rule -> rule.problems(object, overlay).isEmpty()))
                        .map(id -> object + ": " + id))
                .toList();

        assertThat(stale).isEmpty();
    }

    @Test
    void production_needs_no_exception() {
        assertThat(PROD.objects())
                .allSatisfy(object ->
                        assertThat(object.exceptions()).as(object.toString()).isEmpty());
    }

    @Test
    void the_rules_cover_the_published_lists() {
        Map<String, Object> lists = Yaml.document(Path.of("src/test/resources/rule-lists.yaml"));
        Set<String> left = Yaml.mapping(lists.remove("leftOut")).keySet();
        Set<String> missing = new TreeSet<>();
        lists.values().forEach(names -> Yaml.list(names).forEach(name -> missing.add(String.valueOf(name))));
        assertThat(missing).hasSize(63 + 15 + 44 + 16).containsAll(left);

        Rules.all().forEach(rule -> {
            missing.remove(rule.id());
            missing.removeAll(rule.covers());
        });

        assertThat(missing).isEqualTo(left);
    }

    @Test
    void each_rule_has_a_name_of_its_own() {
        assertThat(Rules.all().map(Rule::id)).doesNotHaveDuplicates();
    }
}
