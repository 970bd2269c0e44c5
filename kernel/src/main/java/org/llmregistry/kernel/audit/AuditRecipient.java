package org.llmregistry.kernel.audit;

import jakarta.enterprise.context.ApplicationScoped;
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

    @Override
    public Set<UUID> deliver(List<Message> batch) {
        String body = batch.stream().map(Message::body).collect(Collectors.joining(",", "[", "]"));
        return audit.append(body).receipts().stream()
                .filter(AuditClient.Receipt::accepted)
                .map(AuditClient.Receipt::id)
                .collect(Collectors.toSet());
    }
}
