package org.llmregistry.registry.inspection;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.RegistryProblem;

/// What the entries of a ZIP archive make it: an office document (ECMA-376 part 2; ODF 1.3 part 2), a Java archive, or
/// just an archive. An office document may neither carry macros nor declare entities.
final class OfficeFile {

    private static final String OOXML = "application/vnd.openxmlformats-officedocument.";
    private static final String ODF = "application/vnd.oasis.opendocument.";
    private static final Map<String, String> MAIN_PARTS = Map.of(
            "wordprocessingml.document.main+xml", OOXML + "wordprocessingml.document",
            "spreadsheetml.sheet.main+xml", OOXML + "spreadsheetml.sheet",
            "presentationml.presentation.main+xml", OOXML + "presentationml.presentation");

    private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
    private @Nullable String main;
    private boolean packaged;
    private @Nullable String macro;
    private @Nullable String doctype;

    OfficeFile() {
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    /// @param head the first bytes of the entry
    void look(String name, byte[] head) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (name.equals("[Content_Types].xml")) {
            packaged = true;
            String types = new String(head, StandardCharsets.UTF_8);
            if (types.contains("macroEnabled")) {
                macro = name;
            }
            MAIN_PARTS.forEach((part, type) -> main = types.contains(part) ? type : main);
        } else if (name.equals("mimetype")) {
            String type = new String(head, StandardCharsets.US_ASCII).strip();
            main = type.startsWith(ODF) ? type : main;
        } else if (name.equals("META-INF/MANIFEST.MF")) {
            main = "application/java-archive";
        }
        if (lower.endsWith("vbaproject.bin") || lower.startsWith("basic/") || lower.startsWith("scripts/")) {
            macro = name;
        }
        if ((lower.endsWith(".xml") || lower.endsWith(".rels")) && doctype == null && !startsWithItsRoot(head)) {
            doctype = name;
        }
    }

    /// The archive's kind, once every entry was seen.
    String mediaType(String place) {
        if (main == null) {
            return packaged ? "application/x-tika-ooxml" : MediaTypes.ZIP;
        }
        if (main.startsWith(OOXML) || main.startsWith(ODF)) {
            if (macro != null) {
                throw active(place, "macro", "The office document carries macros: " + Finding.shown(macro));
            }
            if (doctype != null) {
                throw active(
                        place,
                        "doctype",
                        "A part of the office document declares a DOCTYPE or is no XML: " + Finding.shown(doctype));
            }
        }
        return main;
    }

    /// No reader of office documents needs a DOCTYPE; entities that name files or addresses begin there.
    private boolean startsWithItsRoot(byte[] head) {
        try {
            XMLStreamReader reader = xml.createXMLStreamReader(new ByteArrayInputStream(head));
            try {
                int event = reader.getEventType();
                while (event != XMLStreamConstants.START_ELEMENT) {
                    if (event == XMLStreamConstants.DTD) {
                        return false;
                    }
                    event = reader.next();
                }
                return true;
            } finally {
                reader.close();
            }
        } catch (XMLStreamException noXml) {
            return false;
        }
    }

    private static Refusal active(String place, String rule, String detail) {
        return Finding.of(RegistryProblem.ACTIVE_CONTENT, place, rule, detail);
    }
}
