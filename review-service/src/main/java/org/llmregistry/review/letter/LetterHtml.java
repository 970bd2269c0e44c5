package org.llmregistry.review.letter;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateInstance;

/// The letter as a page that is complete in itself, so that it can be kept and printed. It is well-formed XML
/// too: the PDF is made from it.
final class LetterHtml {

    private LetterHtml() {}

    @CheckedTemplate(basePath = "letter", requireTypeSafeExpressions = true)
    static class Templates {

        /// @param paper whether it is for the PDF, whose font lacks some scripts
        static native TemplateInstance letter(Letter letter, boolean paper);
    }

    static String page(Letter letter) {
        return Templates.letter(letter, false).render();
    }

    static String paper(Letter letter) {
        return Templates.letter(letter, true).render();
    }

    /// Whether a text has Chinese characters, so that it is shown and read out in that language.
    @TemplateExtension
    static boolean han(String text) {
        return text.codePoints().anyMatch(each -> Character.UnicodeScript.of(each) == Character.UnicodeScript.HAN);
    }
}
