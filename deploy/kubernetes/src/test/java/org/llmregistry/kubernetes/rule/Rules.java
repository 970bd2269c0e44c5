package org.llmregistry.kubernetes.rule;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The union of the rule lists that the manifests are held against; `rule-lists.yaml` names the lists and says
/// what is left out.
final class Rules {

    /// Asked late, for one rule is about the others.
    static final Supplier<Set<String>> IDS = () -> Rules.all().map(Rule::id).collect(Collectors.toSet());

    private Rules() {}

    static Stream<Rule> all() {
        return Stream.of(PodRules.RULES, ContainerRules.RULES, WorkloadRules.RULES, ObjectRules.RULES)
                .flatMap(List::stream);
    }
}
