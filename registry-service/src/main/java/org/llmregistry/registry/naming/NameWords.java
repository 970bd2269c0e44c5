package org.llmregistry.registry.naming;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/// The words of `name-words.properties`: data of the lists that are imported, not rules of the code.
record NameWords(
        Pattern nameSeparators,
        Pattern note,
        Set<String> remarks,
        List<String> modelEndings,
        Set<String> genericParts,
        Pattern developerSeparators,
        List<String> developerEndings,
        List<String> places) {

    static final NameWords PUBLISHED = read("/name-words.properties");

    private static NameWords read(String resource) {
        Properties words = new Properties();
        try (Reader text = new InputStreamReader(
                Objects.requireNonNull(NameWords.class.getResourceAsStream(resource)), StandardCharsets.UTF_8)) {
            words.load(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new NameWords(
                oneOf(words, "names.separators"),
                Pattern.compile(words.getProperty("names.note")),
                Set.copyOf(list(words, "names.remarks")),
                list(words, "model.endings"),
                Set.copyOf(list(words, "model.generic")),
                oneOf(words, "developers.separators"),
                list(words, "developer.endings"),
                list(words, "developer.places"));
    }

    private static Pattern oneOf(Properties words, String key) {
        return Pattern.compile("[" + Pattern.quote(words.getProperty(key)) + "]");
    }

    /// Longest first, so that the longest one is cut off.
    private static List<String> list(Properties words, String key) {
        List<String> values =
                new ArrayList<>(List.of(words.getProperty(key).strip().split(",")));
        values.sort(Comparator.comparingInt(String::length).reversed());
        return List.copyOf(values);
    }

    static String withoutEnding(String text, List<String> endings, int shortest) {
        String rest = text;
        boolean cut = true;
        while (cut) {
            cut = false;
            for (String ending : endings) {
                if (rest.endsWith(ending) && rest.length() - ending.length() >= shortest) {
                    rest = rest.substring(0, rest.length() - ending.length());
                    cut = true;
                    break;
                }
            }
        }
        return rest;
    }

    String withoutPlace(String text) {
        String rest = text;
        boolean cut = true;
        while (cut) {
            cut = false;
            for (String place : places) {
                if (rest.startsWith(place)) {
                    rest = rest.substring(place.length());
                    cut = true;
                    break;
                }
            }
        }
        return rest;
    }
}
