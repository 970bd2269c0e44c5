package org.llmregistry.registry.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.register.EntryView;
import org.llmregistry.registry.register.RegisterResource;
import org.llmregistry.registry.register.Statistics.RegionFigures;
import org.llmregistry.registry.register.Statistics.StatisticsView;

/// The templates, and what every page is sent with: nothing but our own style sheet may load.
final class Html {

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:;"
            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private Html() {}

    @CheckedTemplate(basePath = "page", requireTypeSafeExpressions = true)
    static class Templates {

        static native TemplateInstance home(
                StatisticsView figures,
                LocalDate today,
                Chart chart,
                List<RegionFigures> regions,
                HomePage.Question question,
                HomePage.@Nullable Results results);

        static native TemplateInstance entry(EntryView entry, LocalDate asOf, boolean past);

        static native TemplateInstance missing();
    }

    static RestResponse<String> answer(int status, TemplateInstance page) {
        return RestResponse.ResponseBuilder.<String>create(status)
                .entity(page.render())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header(HttpHeaders.CACHE_CONTROL, status == 200 ? RegisterResource.CACHE : "no-store")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    /// Whether a text has Chinese characters, so that it is read out in that language.
    @TemplateExtension
    static boolean han(String text) {
        return text.codePoints().anyMatch(each -> Character.UnicodeScript.of(each) == Character.UnicodeScript.HAN);
    }

    @TemplateExtension
    static String words(EntryView.Status status) {
        return switch (status) {
            case KNOWN -> "No licence";
            case UNDER_REVIEW -> "Under review";
            case LICENSED -> "Licensed";
            case REGISTERED -> "Registered product";
            case SUSPENDED -> "Suspended";
            case ENDED -> "Licence ended";
        };
    }

    @TemplateExtension
    static String css(EntryView.Status status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What the search form sends for a region: its code, or its name when it is no place.
    @TemplateExtension
    static String filter(RegionFigures region) {
        return region.code() == null ? Objects.toString(region.name(), "") : region.code();
    }
}
