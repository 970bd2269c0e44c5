package org.llmregistry.registry.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.registry.vendor.Vendor;

/// Keeps a received content as a vendor's document.
@ApplicationScoped
class Storing {

    private final DocumentStore store;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    Storing(DocumentStore store, AuditTrail audit, Caller caller, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /// @return the new document; empty when the vendor has it already
    @Transactional
    Optional<Document> keep(UUID vendorId, DocumentStore.Received received) throws IOException {
        Vendor vendor = Vendor.require(vendorId);
        if (Document.of(vendor.id(), received.sha256()).isPresent()) {
            return Optional.empty();
        }
        store.keep(received);
        Document document = new Document(vendor.id(), received.sha256(), received.size(), clock.instant());
        document.persistAndFlush();
        audit.record(
                "document.stored",
                "documents/" + received.sha256(),
                caller.id(),
                Map.of("vendorId", vendorId, "size", received.size()));
        return Optional.of(document);
    }
}
