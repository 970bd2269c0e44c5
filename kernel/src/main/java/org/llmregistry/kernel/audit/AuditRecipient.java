package org.llmregistry.kernel.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.llmregistry.kernel.outbox.Message;
import org.llmregistry.kernel.outbox.Recipient;

/// Carries audit events to audit-service, byte for byte as they were committed.
@ApplicationScoped
class AuditRecipient implements Recipient {

    private static final int BATCH = 256;
    private static final Set<Integer> REFUSED = Set.of(400, 413, 422); // malformed, too large, not valid

    private final AuditClient audit;

    AuditRecipient(@RestClient AuditClient audit) {
        this.audit = audit;
    }

    @Override
    public String name() {
        return AuditTrail.RECIPIENT;
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    /// The log refuses a batch as a whole when one of its events is not valid; then they go one by one, so that only
    /// the subject of that event waits.
    @Override
    public Set<UUID> deliver(List<Message> batch) {
        try {
            return append(batch);
        } catch (WebApplicationException refusal) {
            if (!REFUSED.contains(refusal.getResponse().getStatus())) {
                throw refusal;
            }
            return batch.size() == 1 ? Set.of() : oneByOne(batch);
        }
    }

    private Set<UUID> oneByOne(List<Message> batch) {
        Set<UUID> accepted = new HashSet<>();
        Set<String> held = new HashSet<>();
        for (Message message : batch) {
            if (held.contains(message.subject())) {
                continue;
            }
            Set<UUID> taken = deliver(List.of(message));
            if (taken.isEmpty()) {
                held.add(message.subject());
            }
            accepted.addAll(taken);
        }
        return accepted;
    }

    private Set<UUID> append(List<Message> batch) {
        String body = batch.stream().map(Message::body).collect(Collectors.joining(",", "[", "]"));
        return audit.append(body).receipts().stream()
                .filter(AuditClient.Receipt::accepted)
                .map(AuditClient.Receipt::id)
                .collect(Collectors.toSet());
    }
}
