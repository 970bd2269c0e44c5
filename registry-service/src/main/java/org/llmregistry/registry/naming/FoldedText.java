package org.llmregistry.registry.naming;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Text as it is compared: Unicode NFKC (full width becomes half width), lower case, letters and digits only,
/// so that brackets, quotes, dots, spaces and zero-width characters do not count.
public final class FoldedText {

    private FoldedText() {}

    public static String of(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    /// The words of a search, folded one by one.
    public static List<String> words(String text) {
        return Arrays.stream(text.strip().split("[\\s\\u3000]+"))
                .map(FoldedText::of)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
