package org.llmregistry.audit.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.erdtman.jcs.NumberToJSON;

/// Canonical JSON (RFC 8785), written from the tree that was read: each append writes it, and the library of the RFC
/// wants a text, which it parses again. Its numbers, the hard part, are used here.
public final class CanonicalJson {

    private static final String SHORT = "btn\0fr"; // escapes of U+0008 to U+000D; U+000B has none

    private CanonicalJson() {}

    /// @throws IOException a number is no IEEE 754 double
    public static String of(JsonNode node) throws IOException {
        StringBuilder text = new StringBuilder(512);
        write(node, text);
        return text.toString();
    }

    private static void write(JsonNode node, StringBuilder text) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> writeObject(node, text);
            case ARRAY -> {
                text.append('[');
                for (int i = 0; i < node.size(); i++) {
                    text.append(i == 0 ? "" : ",");
                    write(node.get(i), text);
                }
                text.append(']');
            }
            case STRING -> writeString(node.textValue(), text);
            case NUMBER -> {
                if (node.isInt()) {
                    text.append(node.intValue());
                } else {
                    text.append(NumberToJSON.serializeNumber(node.doubleValue()));
                }
            }
            case BOOLEAN, NULL -> text.append(node.asText());
            default -> throw new IllegalArgumentException("no JSON: " + node.getNodeType());
        }
    }

    /// Members by the UTF-16 code units of their names, as [String] compares (section 3.2.3).
    private static void writeObject(JsonNode node, StringBuilder text) throws IOException {
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(node.properties());
        members.sort(Map.Entry.comparingByKey());
        text.append('{');
        for (int i = 0; i < members.size(); i++) {
            text.append(i == 0 ? "" : ",");
            writeString(members.get(i).getKey(), text);
            text.append(':');
            write(members.get(i).getValue(), text);
        }
        text.append('}');
    }

    /// Section 3.2.2.2: everything stands for itself but quote, backslash and the control characters.
    private static void writeString(String value, StringBuilder text) {
        int plain = 0; // most texts are so to their end
        while (plain < value.length() && isPlain(value.charAt(plain))) {
            plain++;
        }
        text.append('"').append(value, 0, plain);
        for (int i = plain; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c >= ' ') {
                text.append(c);
            } else if (c >= '\b' && c <= '\r' && c != '\u000b') {
                text.append('\\').append(SHORT.charAt(c - '\b'));
            } else {
                text.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 0xf, 16));
            }
        }
        text.append('"');
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c != '"' && c != '\\';
    }
}
