package org.llmregistry.review.scheme;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The published schemes. Those that come with the product are published at the first start; a start with the same
/// version but another content is refused, because a published version never changes.
@ApplicationScoped
public class Schemes {

    private static final List<String> SHIPPED = List.of("schemes/demo-1.json");

    private final ObjectMapper json;
    private final Clock clock;

    Schemes(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    @Transactional
    void publishShipped(@Observes StartupEvent start) {
        for (String resource : SHIPPED) {
            String content = read(resource);
            Scheme scheme = parse(content);
            Optional<SchemeVersion> published = SchemeVersion.of(scheme.code(), scheme.version());
            if (published.isEmpty()) {
                new SchemeVersion(scheme, content).persist();
            } else if (!parse(published.get().content()).equals(scheme)) {
                throw new IllegalStateException(
                        "%s differs from the published version; publish a new version instead".formatted(resource));
            }
        }
    }

    public Optional<Scheme> version(String code, int version) {
        return SchemeVersion.of(code, version).map(found -> parse(found.content()));
    }

    /// The version that an application which is accepted today is held against.
    public Optional<Scheme> inForce(String code, String track) {
        return SchemeVersion.inForce(code, LocalDate.now(clock))
                .map(found -> parse(found.content()))
                .filter(scheme -> scheme.track(track).isPresent());
    }

    List<Scheme> all() {
        return SchemeVersion.all().stream().map(found -> parse(found.content())).toList();
    }

    private Scheme parse(String content) {
        try {
            return json.readValue(content, Scheme.class);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("a scheme can't be read: " + wrong.getOriginalMessage(), wrong);
        }
    }

    private static String read(String resource) {
        try (InputStream content =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (content == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
