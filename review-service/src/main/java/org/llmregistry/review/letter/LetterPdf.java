package org.llmregistry.review.letter;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/// The page on paper, with the one font that comes with PDFBox: Latin, Greek and Cyrillic, no Chinese. A
/// character that it lacks stands as its code point, `[U+6587]`; a box or a question mark would lose it.
@ApplicationScoped
class LetterPdf {

    /// The first family in the style of the page.
    private static final String FAMILY = "Liberation Sans";

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final CmapLookup glyphs;

    LetterPdf() throws IOException {
        try (InputStream font = font()) {
            glyphs = new TTFParser().parse(new RandomAccessReadBuffer(font)).getUnicodeCmapLookup();
        }
        XRLog.setLoggingEnabled(false); // it writes to the console past the log; failures are thrown
    }

    byte[] of(Letter letter) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .useFont(LetterPdf::font, FAMILY)
                .usePdfUaAccessibility(true)
                .useUriResolver((base, uri) -> null) // nothing is loaded from anywhere
                .withHtmlContent(spelledOut(LetterHtml.paper(letter)), null)
                .withProducer("review-service")
                .toStream(pdf);
        try {
            builder.run();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return pdf.toByteArray();
    }

    /// Also keeps control characters away, which XML does not allow.
    String spelledOut(String page) {
        StringBuilder text = new StringBuilder(page.length());
        page.codePoints().forEach(each -> {
            if (each == '\n' || glyphs.getGlyphId(each) != 0) {
                text.appendCodePoint(each);
            } else if (Character.isWhitespace(each)) {
                text.append(' ');
            } else {
                text.append(String.format(Locale.ROOT, "[U+%04X]", each));
            }
        });
        return text.toString();
    }

    private static InputStream font() {
        return Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT), FONT);
    }
}
