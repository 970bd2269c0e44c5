package org.llmregistry.registry.naming;

import com.ibm.icu.text.Transliterator;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A name in Latin letters and digits without spaces, each word or syllable with a capital, as licence numbers
/// carry it: 文心一言 is `WenXinYiYan`.
public final class RomanName {

    private static final Transliterator LATIN = Transliterator.getInstance("Any-Latin; Latin-ASCII");
    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9]+");

    private RomanName() {}

    /// At most `length` characters; may be empty when nothing of the name can be romanised.
    public static String of(String name, int length) {
        String roman = Arrays.stream(OTHER.split(LATIN.transliterate(name)))
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
        return roman.substring(0, Math.min(length, roman.length()));
    }
}
