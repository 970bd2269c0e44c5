package org.llmregistry.registry.document;

import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.registry.content.Contents;
import org.llmregistry.registry.content.Received;

/// The transaction that makes a content a vendor's document.
@ApplicationScoped
class Keeping {

    /// Seconds: a large content is written to PostgreSQL within it.
    private static final int LONGEST = 1_800;

    private final Contents contents;
    private final Quotas quotas;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    Keeping(Contents contents, Quotas quotas, AuditTrail audit, Caller caller, Clock clock) {
        this.contents = contents;
        this.quotas = quotas;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @Transactional
    @TransactionConfiguration(timeout = LONGEST)
    Storing.Stored keep(UUID vendorId, Received received, String mediaType) throws IOException {
        contents.keep(received);
        quotas.take(vendorId, 1, received.size());
        Optional<Document> known = Document.of(vendorId, received.sha256());
        if (known.isPresent()) { // the same upload twice at the same time
            quotas.take(vendorId, -1, -received.size());
            return new Storing.Stored(DocumentView.of(known.get()), false);
        }
        Document document = new Document(vendorId, received.sha256(), received.size(), mediaType, clock.instant());
        document.persistAndFlush();
        audit.record(
                "document.stored",
                "documents/" + received.sha256(),
                caller.id(),
                Map.of("vendorId", vendorId, "size", received.size(), "mediaType", mediaType));
        return new Storing.Stored(DocumentView.of(document), true);
    }
}
