package org.llmregistry.registry.upload;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;
import org.llmregistry.registry.document.DocumentSettings;

/// How large the body of a request may be: a document's limit where documents come, a small one everywhere else. The
/// server's own limit is the same for all paths.
@ApplicationScoped
class BodyLimits {

    /// So that the resource's own refusal, which names the limit, comes first.
    private static final long SLACK = 1 << 20;

    private static final int AFTER_THE_SERVERS_OWN = 1;
    private static final int TOO_LARGE = 413;

    private final long document;
    private final long part;
    private final long other;

    BodyLimits(DocumentSettings documents, UploadSettings uploads) {
        this.document = documents.maxSize().asLongValue();
        this.part = uploads.maxPart().asLongValue();
        this.other = uploads.otherBodies().asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::limit, AFTER_THE_SERVERS_OWN);
    }

    private void limit(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        String path = request.path();
        if (request.method().equals(HttpMethod.PUT) && path.startsWith("/documents/")) {
            stream(routing, document);
        } else if (request.method().equals(HttpMethod.PATCH) && path.startsWith("/uploads/")) {
            stream(routing, part);
        } else if (length(request) > other) {
            routing.addEndHandler(ended -> request.connection().close());
            routing.fail(TOO_LARGE);
            return;
        } else {
            routing.put(VertxInputStream.MAX_REQUEST_SIZE_KEY, other);
        }
        routing.next();
    }

    /// Somebody whose body was refused half-way, and who goes on sending it, must not hold the connection. The rest
    /// of a small one is read and forgotten, so that the connection serves the next request.
    private static void stream(RoutingContext routing, long most) {
        HttpServerRequest request = routing.request();
        routing.put(VertxInputStream.MAX_REQUEST_SIZE_KEY, most + SLACK);
        routing.addEndHandler(ended -> {
            boolean small = request.getHeader(HttpHeaders.CONTENT_LENGTH) != null && length(request) <= SLACK;
            if (!request.isEnded() && small) {
                request.resume();
            } else if (!request.isEnded()) {
                request.connection().close();
            }
        });
    }

    private static long length(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}
