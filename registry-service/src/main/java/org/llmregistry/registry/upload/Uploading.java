package org.llmregistry.registry.upload;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.CommonProblem;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.EntityTags;
import org.llmregistry.registry.RegistryProblem;
import org.llmregistry.registry.content.Received;
import org.llmregistry.registry.document.DocumentSettings;
import org.llmregistry.registry.document.Quotas;

/// The transactions of an upload's life. None is open while bytes come from outside.
@ApplicationScoped
class Uploading {

    private final UploadParts parts;
    private final Quotas quotas;
    private final long maxSize;
    private final int mostOpen;
    private final Duration keptFor;
    private final Clock clock;

    Uploading(UploadParts parts, Quotas quotas, DocumentSettings documents, UploadSettings settings, Clock clock) {
        this.parts = parts;
        this.quotas = quotas;
        this.maxSize = documents.maxSize().asLongValue();
        this.mostOpen = settings.mostOpen();
        this.keptFor = settings.keptFor();
        this.clock = clock;
    }

    /// What is announced by open uploads counts against the vendor's room, or parts could fill any disk.
    @Transactional(Transactional.TxType.MANDATORY)
    Upload open(UUID vendor, OpenUpload command) {
        if (command.size() > maxSize) {
            throw Refusal.of(CommonProblem.CONTENT_TOO_LARGE, "A document may have %d bytes.".formatted(maxSize));
        }
        quotas.requireRoom(vendor, 1, command.size()); // from here on the vendor's other openings wait
        List<Upload> open = Upload.openOf(vendor);
        if (open.size() >= mostOpen) {
            throw Refusal.of(
                    RegistryProblem.QUOTA_EXCEEDED,
                    "You may have %d open uploads; complete or DELETE one.".formatted(mostOpen));
        }
        quotas.requireRoom(
                vendor,
                open.size() + 1,
                command.size() + open.stream().mapToLong(Upload::size).sum());
        Upload upload =
                new Upload(vendor, command, clock.instant(), clock.instant().plus(keptFor));
        upload.persistAndFlush();
        return upload;
    }

    /// Before a part is read; [#append] looks again.
    @Transactional
    void requireOffset(UUID vendor, UUID id, long offset) {
        Upload.requireOf(vendor, id).requireOffset(offset);
    }

    /// How far it is now; empty: it is not there, or not the vendor's.
    @Transactional
    Optional<Long> offset(UUID vendor, UUID id) {
        return Upload.of(vendor, id).map(Upload::received);
    }

    /// @param part what came, be it less than the sender wanted to send
    @Transactional
    UploadView append(UUID vendor, UUID id, @Nullable String ifMatch, long offset, Received part) throws IOException {
        Upload upload = Upload.lock(vendor, id);
        upload.requireOffset(offset);
        EntityTags.requireMatch(ifMatch, UploadView.of(upload));
        upload.grow(part.size(), clock.instant().plus(keptFor));
        parts.append(id, offset, part.file());
        return UploadView.of(upload);
    }

    /// Its document is stored.
    @Transactional
    UploadView complete(UUID vendor, UUID id) {
        Upload upload = Upload.lock(vendor, id);
        upload.complete();
        parts.delete(id);
        return UploadView.of(upload);
    }

    @Transactional
    void forget(UUID vendor, UUID id) {
        Upload.lock(vendor, id).delete();
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void expire() {
        Upload.expire(clock.instant());
    }
}
