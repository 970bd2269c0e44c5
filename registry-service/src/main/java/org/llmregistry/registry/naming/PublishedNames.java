package org.llmregistry.registry.naming;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How a model is called, compared and searched after all that was published about it.
///
/// @param names      the first one is its name; a list goes before the licences
/// @param searchText folded words of all of it, with spaces between them
public record PublishedNames(
        List<String> names,
        List<String> nameKeys,
        List<String> developerKeys,
        String developerText,
        String searchText) {

    /// What a decision published.
    public record Decided(String modelName, String holder, String number) {}

    /// @param listed name cell of a list; null when no list names it
    public static PublishedNames of(@Nullable String listed, String developer, List<Decided> decisions) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> keys = new LinkedHashSet<>();
        Set<String> words = new LinkedHashSet<>();
        if (listed != null) {
            add(listed, names, keys);
        }
        for (Decided decision : decisions) {
            add(decision.modelName(), names, keys);
            words.add(FoldedText.of(decision.holder()));
            words.add(FoldedText.of(decision.number()));
        }
        names.forEach(name -> words.add(FoldedText.of(name)));
        DeveloperName developers = DeveloperName.of(developer);
        Set<String> parts = new TreeSet<>(developers.parts());
        parts.addAll(developers.cores());
        String developerText = FoldedText.of(developer);
        words.add(developerText);
        return new PublishedNames(
                List.copyOf(names), List.copyOf(keys), List.copyOf(parts), developerText, String.join(" ", words));
    }

    private static void add(String published, Set<String> names, Set<String> keys) {
        ModelName parsed = ModelName.of(published);
        names.add(parsed.name());
        names.addAll(parsed.otherNames());
        keys.addAll(parsed.keys());
    }
}
