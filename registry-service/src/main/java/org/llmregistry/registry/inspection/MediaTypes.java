package org.llmregistry.registry.inspection;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.apache.tika.Tika;
import org.apache.tika.mime.MimeTypes;

/// Reads the kind of a file from its bytes.
final class MediaTypes {

    /// As much as the rules for kinds look at.
    static final int HEAD = 1 << 16;

    static final String TEXT = "text/plain";
    static final String ZIP = "application/zip";
    static final String GZIP = "application/gzip";
    static final String TAR = "application/x-tar";
    static final String PDF = "application/pdf";

    private static final Set<String> WRITTEN_AS_TEXT = Set.of("text/csv", "text/markdown", TEXT);
    private static final Map<String, String> ALIASES = Map.of("application/x-gtar", TAR, "application/x-gzip", GZIP);

    private final Tika tika = new Tika(MimeTypes.getDefaultMimeTypes());
    private final JsonFactory json = new JsonFactory();

    /// @param head the first bytes, at most [#HEAD]
    String ofHead(byte[] head) {
        if (startsWith(head, "PK\003\004") || startsWith(head, "PK\005\006")) {
            return ZIP;
        }
        String type = tika.detect(head).replaceFirst(";.*", "");
        return ALIASES.getOrDefault(type, type);
    }

    static boolean startsWith(byte[] head, String start) {
        byte[] bytes = start.getBytes(StandardCharsets.ISO_8859_1);
        return head.length >= bytes.length && Arrays.equals(head, 0, bytes.length, bytes, 0, bytes.length);
    }

    /// CSV and Markdown are text to look at, so the sender's word decides between them; JSON is known by its grammar.
    boolean agrees(String found, String declared) {
        return found.equals(declared)
                || (found.equals(TEXT) && WRITTEN_AS_TEXT.contains(declared))
                || (found.equals("application/json") && declared.equals(TEXT));
    }

    boolean isJson(Path file, byte[] head) throws IOException {
        int first = 0;
        while (first < head.length && Character.isWhitespace(head[first])) {
            first++;
        }
        if (first == head.length || (head[first] != '{' && head[first] != '[')) {
            return false;
        }
        try (InputStream content = Files.newInputStream(file);
                JsonParser parser = json.createParser(content)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException otherText) {
            return false;
        }
    }
}
