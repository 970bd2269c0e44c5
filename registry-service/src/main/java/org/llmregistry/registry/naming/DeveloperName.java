package org.llmregistry.registry.naming;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A developer as a list prints it: a short name, several of them, or a legal name.
///
/// @param parts each developer of the cell, folded
/// @param cores the same without the words that many developers share
public record DeveloperName(Set<String> parts, Set<String> cores) {

    private static final int SHORTEST = 2;
    private static final int UNMISTAKABLE = 3;
    private static final Pattern BRACKETS = Pattern.compile("[(（]([^)）]*)[)）]");
    private static final Pattern HAN_LATIN = Pattern.compile("(\\p{IsHan}{2,})([a-z0-9]{2,})");

    public DeveloperName {
        parts = Set.copyOf(parts);
        cores = Set.copyOf(cores);
    }

    public static DeveloperName of(String published) {
        Set<String> parts = new LinkedHashSet<>();
        Matcher brackets = BRACKETS.matcher(published);
        while (brackets.find()) {
            addParts(brackets.group(1), parts);
        }
        addParts(brackets.replaceAll(""), parts);
        Set<String> cores = new LinkedHashSet<>();
        for (String part : parts) {
            String core = NameWords.withoutEnding(part, NameWords.PUBLISHED.developerEndings(), 0);
            if (NameWords.PUBLISHED.withoutPlace(core).length() >= SHORTEST) {
                cores.add(core);
            }
        }
        return new DeveloperName(parts, cores);
    }

    private static void addParts(String text, Set<String> parts) {
        for (String one : NameWords.PUBLISHED.developerSeparators().split(text)) {
            String part = FoldedText.of(one);
            if (NameWords.PUBLISHED.withoutPlace(part).length() >= SHORTEST) {
                parts.add(part);
                Matcher scripts = HAN_LATIN.matcher(part);
                if (scripts.matches()) {
                    parts.add(scripts.group(1));
                }
            }
        }
    }

    /// True when one of the developers stands in the legal name: anywhere if it has three characters or more,
    /// at its start (behind the place) if it is shorter or only its core agrees.
    boolean standsIn(String legalName) {
        Set<String> starts = new LinkedHashSet<>();
        String whole = FoldedText.of(legalName);
        addStarts(BRACKETS.matcher(legalName).replaceAll(""), starts);
        Matcher brackets = BRACKETS.matcher(legalName);
        while (brackets.find()) {
            addStarts(brackets.group(1), starts);
        }
        return parts.stream().anyMatch(part -> part.length() >= UNMISTAKABLE && whole.contains(part))
                || starts.stream().anyMatch(start -> beginsWith(start, parts) || beginsWith(start, cores));
    }

    private static void addStarts(String text, Set<String> starts) {
        String folded = FoldedText.of(text);
        starts.add(folded);
        starts.add(NameWords.PUBLISHED.withoutPlace(folded));
    }

    private static boolean beginsWith(String start, Set<String> names) {
        return names.stream().anyMatch(start::startsWith);
    }
}
