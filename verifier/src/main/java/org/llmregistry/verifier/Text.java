package org.llmregistry.verifier;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the parts that the formats are made of.
public final class Text {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,17}");

    private Text() {}

    public static byte[] base64(String text, String what) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notOne) {
            throw new Failure(what + " is not base64");
        }
    }

    public static byte[] hash(String text, String what) {
        byte[] hash = base64(text, what);
        if (hash.length != 32) {
            throw new Failure(what + " has %d bytes, not 32".formatted(hash.length));
        }
        return hash;
    }

    /// A decimal number without a sign or leading zeros.
    public static long number(String text, String what) {
        if (!NUMBER.matcher(text).matches()) {
            throw new Failure(what + " is no number");
        }
        return Long.parseLong(text);
    }

    /// The value of a JSON string.
    static String unescaped(String json) {
        return ESCAPE.matcher(json)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) != null
                                ? Character.toString((char) Integer.parseInt(found.group(1), 16))
                                : found.group(2).equals("n") ? "\n" : found.group(2)));
    }
}
