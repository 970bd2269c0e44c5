package org.llmregistry.registry.naming;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A developer as a list prints it: a short name, several of them, or a legal name.
///
/// @param parts each developer of the cell, folded
/// @param cores the same without the words that many developers share
public record DeveloperName(Set<String> parts, Set<String> cores) {

    /// Characters of the longest piece ([#pieces()]).
    public static final int LONGEST_PIECE = 4;

    private static final int SHORTEST = 2;
    private static final int UNMISTAKABLE = 3;

    static final Pattern BRACKETS = Pattern.compile("[(（]([^)）]*)[)）]");
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

    /// Pieces of at most four characters: where one of the developers stands in a text, one of these stands too. An
    /// index finds them; places at the beginning are left out, since they find too much.
    public Set<String> pieces() {
        return Stream.concat(parts.stream(), cores.stream())
                .map(DeveloperName::pieceOf)
                .collect(Collectors.toSet());
    }

    private static String pieceOf(String part) {
        String rest = NameWords.PUBLISHED.withoutPlace(part);
        String telling = rest.isEmpty() ? part : rest;
        int length = Math.min(LONGEST_PIECE, telling.codePointCount(0, telling.length()));
        return telling.substring(0, telling.offsetByCodePoints(0, length));
    }

    /// True when one of the developers, or the core of one, stands anywhere in a folded text.
    public boolean appearsIn(String folded) {
        return parts.stream().anyMatch(folded::contains) || cores.stream().anyMatch(folded::contains);
    }

    boolean standsIn(String legalName) {
        return standsIn(LegalName.of(legalName));
    }

    /// True when one of the developers stands in the legal name: anywhere if it has three characters or more,
    /// at its start (behind the place) if it is shorter or only its core agrees.
    boolean standsIn(LegalName name) {
        return parts.stream()
                        .anyMatch(part ->
                                part.length() >= UNMISTAKABLE && name.whole().contains(part))
                || name.starts().stream().anyMatch(start -> beginsWith(start, parts) || beginsWith(start, cores));
    }

    private static boolean beginsWith(String start, Set<String> names) {
        return names.stream().anyMatch(start::startsWith);
    }
}
