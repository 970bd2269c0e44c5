package org.llmregistry.registry.naming;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;

/// The name of a company as the law knows it, ready to be compared.
///
/// @param whole  folded
/// @param starts what a short name may begin: the name and each bracket in it, with the place before it and without
public record LegalName(String whole, Set<String> starts) {

    public LegalName {
        starts = Set.copyOf(starts);
    }

    public static LegalName of(String published) {
        Set<String> starts = new LinkedHashSet<>();
        addStarts(DeveloperName.BRACKETS.matcher(published).replaceAll(""), starts);
        Matcher brackets = DeveloperName.BRACKETS.matcher(published);
        while (brackets.find()) {
            addStarts(brackets.group(1), starts);
        }
        return new LegalName(FoldedText.of(published), starts);
    }

    private static void addStarts(String text, Set<String> starts) {
        String folded = FoldedText.of(text);
        starts.add(folded);
        starts.add(NameWords.PUBLISHED.withoutPlace(folded));
    }
}
