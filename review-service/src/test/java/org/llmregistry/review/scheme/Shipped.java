package org.llmregistry.review.scheme;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Locale;

/// The schemes that come with the product, read as the service reads them.
public final class Shipped {

    static final SchemeDocument DOCUMENT = new SchemeDocument(new ObjectMapper().registerModule(new JavaTimeModule()));

    private Shipped() {}

    public static String text(String code) {
        return SchemeDocument.resource("schemes/%s-1.yaml".formatted(code.toLowerCase(Locale.ROOT)));
    }

    static Scheme scheme(String code) {
        return DOCUMENT.check(text(code));
    }
}
