package org.llmregistry.registry.naming;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a list prints in its name cell, taken apart.
///
/// @param name       the first name, as published
/// @param otherNames further names of the same model in the same cell, as published
/// @param keys       what other names are compared with: folded, without remarks, endings and version numbers;
/// the text in brackets and each half of a name in two scripts stand for themselves
public record ModelName(String name, List<String> otherNames, Set<String> keys) {

    private static final int SHORTEST = 2;
    private static final int SHORTEST_LATIN = 3;
    private static final Pattern BRACKETS = Pattern.compile("[(（\\[【]([^)）\\]】]*)[)）\\]】]");
    private static final Pattern VERSION = Pattern.compile("[-_\\s]*[vV]?\\d+(\\.\\d+)*[bB]?$");
    private static final Pattern HAN_LATIN = Pattern.compile("(\\p{IsHan}+)([a-z][a-z0-9]*)");
    private static final Pattern LATIN_HAN = Pattern.compile("([a-z][a-z0-9]*)(\\p{IsHan}+)");

    public ModelName {
        otherNames = List.copyOf(otherNames);
        keys = Set.copyOf(keys);
    }

    public static ModelName of(String published) {
        NameWords words = NameWords.PUBLISHED;
        List<String> names = new ArrayList<>();
        Matcher note = words.note().matcher(published);
        List<String> noted = new ArrayList<>();
        while (note.find()) {
            noted.add(note.group("other"));
        }
        for (String part : words.nameSeparators().split(note.replaceAll(""))) {
            if (!part.isBlank()) {
                names.add(part.strip());
            }
        }
        names.addAll(noted);
        Set<String> keys = new LinkedHashSet<>();
        names.forEach(name -> addKeys(name, keys));
        return names.isEmpty()
                ? new ModelName(published.strip(), List.of(), keys)
                : new ModelName(names.getFirst(), names.subList(1, names.size()), keys);
    }

    private static void addKeys(String name, Set<String> keys) {
        NameWords words = NameWords.PUBLISHED;
        Matcher brackets = BRACKETS.matcher(name);
        while (brackets.find()) {
            if (!words.remarks().contains(FoldedText.of(brackets.group(1)))) {
                addKey(brackets.group(1), keys);
            }
        }
        addKey(brackets.replaceAll(""), keys);
    }

    private static void addKey(String name, Set<String> keys) {
        NameWords words = NameWords.PUBLISHED;
        String versioned = NameWords.withoutEnding(FoldedText.of(name), words.modelEndings(), SHORTEST);
        String unversioned = FoldedText.of(VERSION.matcher(name.strip()).replaceFirst(""));
        String key = unversioned.length() < SHORTEST
                ? versioned
                : NameWords.withoutEnding(unversioned, words.modelEndings(), SHORTEST);
        if (key.isEmpty()) {
            return;
        }
        keys.add(key);
        Matcher hanLatin = HAN_LATIN.matcher(key);
        if (hanLatin.matches()) {
            addPart(hanLatin.group(1), SHORTEST, keys);
            addPart(hanLatin.group(2), SHORTEST_LATIN, keys);
        }
        Matcher latinHan = LATIN_HAN.matcher(key);
        if (latinHan.matches()) {
            keys.add(latinHan.group(2) + latinHan.group(1));
        }
    }

    private static void addPart(String part, int shortest, Set<String> keys) {
        if (part.length() >= shortest && !NameWords.PUBLISHED.genericParts().contains(part)) {
            keys.add(part);
        }
    }
}
