package org.llmregistry.registry.upload;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;
import org.llmregistry.kernel.problem.CommonProblem;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.document.DocumentSettings;
import org.llmregistry.registry.imports.ImportSettings;

/// How large the body of a request may be: a document's limit where documents come, a list's where lists come, a small
/// one everywhere else. The server's own limit is the same for all paths.
@Provider
@ApplicationScoped // made when it is first asked: a provider is else made before the settings are read
public class BodyLimits implements ContainerRequestFilter {

    /// So that the resource's own refusal, which names the limit, comes first.
    private static final long SLACK = 1 << 20;

    private static final String TRANSFER_ENCODING = "Transfer-Encoding";
    private static final int AFTER_THE_SERVERS_OWN = 1;

    private final long document;
    private final long part;
    private final long list;
    private final long other;

    BodyLimits(DocumentSettings documents, UploadSettings uploads, ImportSettings imports) {
        this.document = documents.maxSize().asLongValue();
        this.part = uploads.maxPart().asLongValue();
        this.list = imports.maxSize().asLongValue();
        this.other = uploads.otherBodies().asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::limit, AFTER_THE_SERVERS_OWN);
    }

    /// Counts what comes in chunks of no announced length. Somebody whose body was refused half-way, and who goes on
    /// sending it, must not hold the connection; the rest of a small one is read and forgotten, so that the
    /// connection serves the next request.
    private void limit(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        long most = most(request.method().name(), request.path());
        routing.put(VertxInputStream.MAX_REQUEST_SIZE_KEY, most + SLACK);
        if (length(request) > SLACK || request.getHeader(TRANSFER_ENCODING) != null) {
            routing.addEndHandler(ended -> {
                if (!request.isEnded()) {
                    request.connection().close();
                }
            });
        }
        routing.next();
    }

    /// Refuses what announces too much before it is read.
    @Override
    public void filter(ContainerRequestContext request) {
        long most =
                most(request.getMethod(), request.getUriInfo().getRequestUri().getPath());
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > most) {
            throw Refusal.of(CommonProblem.CONTENT_TOO_LARGE, "The body may have %d bytes.".formatted(most));
        }
    }

    private static long length(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private long most(String method, String path) {
        if (method.equals("PUT") && path.startsWith("/documents/")) {
            return document;
        }
        if (method.equals("PATCH") && path.startsWith("/uploads/")) {
            return part;
        }
        return method.equals("POST") && path.equals("/imports") ? list : other;
    }
}
