package org.llmregistry.kernel.web;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/// One id that joins an answer, its log lines, problem document, audit event and outgoing messages. Accepted from the
/// caller as `X-Request-Id` (1-64 letters, digits, `.`, `_`, `-`), made otherwise, always echoed.
@ApplicationScoped
public class RequestId {

    public static final String HEADER = "X-Request-Id";
    private static final String KEY = "requestId";
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final CurrentVertxRequest request;

    RequestId(CurrentVertxRequest request) {
        this.request = request;
    }

    /// Id of the request in hand; null in background work.
    public @Nullable String current() {
        try {
            RoutingContext routing = request.getCurrent();
            return routing == null ? null : routing.get(KEY);
        } catch (ContextNotActiveException backgroundWork) {
            return null;
        }
    }

    /// Before every route, so that answers made outside JAX-RS carry the id as well.
    void register(@Observes Filters filters) {
        filters.register(RequestId::assign, 1_000);
    }

    static String of(RoutingContext routing) {
        return routing.get(KEY);
    }

    private static void assign(RoutingContext routing) {
        String given = routing.request().getHeader(HEADER);
        String id = given != null && ACCEPTED.matcher(given).matches()
                ? given
                : Ids.next().toString();
        routing.put(KEY, id);
        routing.response().putHeader(HEADER, id);
        MDC.put(KEY, id);
        routing.next();
    }
}
