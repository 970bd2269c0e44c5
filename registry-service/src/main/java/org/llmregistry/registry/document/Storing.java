package org.llmregistry.registry.document;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.RegistryProblem;
import org.llmregistry.registry.content.Contents;
import org.llmregistry.registry.content.Received;
import org.llmregistry.registry.inspection.Inspection;
import org.llmregistry.registry.vendor.Vendor;

/// Stores a received content as a vendor's document. Whichever way it came, all checks are made here.
@ApplicationScoped
public class Storing {

    private final Inspection inspection;
    private final Contents contents;
    private final Quotas quotas;
    private final Keeping keeping;

    Storing(Inspection inspection, Contents contents, Quotas quotas, Keeping keeping) {
        this.inspection = inspection;
        this.contents = contents;
        this.quotas = quotas;
        this.keeping = keeping;
    }

    /// A document, and whether it is new.
    public record Stored(DocumentView document, boolean created) {}

    /// Looks into a content and writes it, and only then begins the transaction that makes it a document. The bytes
    /// were read and hashed even if they are there already: knowing a hash is not having the document.
    ///
    /// @param sha256 what the sender announced
    /// @param declared media type that the sender names; null: none
    public Stored store(UUID vendorId, String sha256, @Nullable String declared, Received received) throws IOException {
        if (!received.sha256().equals(sha256)) {
            throw Refusal.of(
                    RegistryProblem.HASH_MISMATCH,
                    "The %d bytes that came have %s.".formatted(received.size(), received.sha256()));
        }
        Vendor vendor = Vendor.require(vendorId);
        Optional<Document> known = Document.of(vendor.id(), sha256);
        if (known.isPresent()) {
            return new Stored(DocumentView.of(known.get()), false);
        }
        quotas.requireRoom(vendor.id(), 1, received.size());
        String mediaType = inspection.inspect(received.file(), declared);
        contents.write(received);
        return keeping.keep(vendor.id(), received, mediaType);
    }
}
