package org.llmregistry.kernel.web;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;
import org.llmregistry.kernel.problem.Refusal;

/// The `Idempotency-Key` of the request in hand.
@ApplicationScoped
class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final CurrentVertxRequest current;
    private final Caller caller;

    IdempotencyKey(CurrentVertxRequest current, Caller caller) {
        this.current = current;
        this.caller = caller;
    }

    /// Where the key counts: a hash of caller, method, path and key. Two callers never meet in one scope.
    ///
    /// @return empty when the request has no key
    Optional<String> scope() {
        HttpServerRequest request = current.getCurrent().request();
        String key = request.getHeader(HEADER);
        if (key == null) {
            return Optional.empty();
        }
        if (!FORM.matcher(key).matches()) {
            throw Refusal.invalid(HEADER, "idempotency-key", "1 to 255 visible ASCII characters, a UUID for instance.");
        }
        return Optional.of(Digests.sha256Hex(
                String.join("\n", caller.id(), request.method().name(), request.path(), key)));
    }
}
