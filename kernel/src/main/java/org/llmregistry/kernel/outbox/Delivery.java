package org.llmregistry.kernel.outbox;

import io.quarkus.logging.Log;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/// Delivering one message with one call.
public final class Delivery {

    private Delivery() {}

    /// A refusal (4xx) is the fault of the message: it waits and holds back its subject. Anything else is the fault of
    /// the recipient or of the way there: everything waits.
    public static Set<UUID> of(List<Message> batch, Consumer<Message> call) {
        Message message = batch.getFirst();
        try {
            call.accept(message);
            return Set.of(message.id());
        } catch (WebApplicationException answer) {
            int status = answer.getResponse().getStatus();
            if (status >= 400 && status < 500 && status != 401 && status != 429) {
                Log.warnf(
                        "refused message=%s status=%d answer=%s",
                        message.id(), status, answer.getResponse().readEntity(String.class));
                return Set.of();
            }
            throw answer;
        }
    }
}
