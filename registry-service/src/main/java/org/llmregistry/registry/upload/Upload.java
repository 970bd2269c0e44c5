package org.llmregistry.registry.upload;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.registry.RegistryProblem;

/// A document that comes in parts. It grows at its end only, and is a document once all of it is here and looked into.
@Entity
class Upload extends PanacheEntityBase {

    @Id
    private UUID id;

    private UUID vendorId;
    private String sha256;
    private long size;
    private @Nullable String mediaType;
    private long received;
    private Instant openedAt;
    private Instant expiresAt;
    private boolean complete;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Upload() {}

    Upload(UUID vendorId, OpenUpload command, Instant openedAt, Instant expiresAt) {
        this.id = Ids.next();
        this.vendorId = vendorId;
        this.sha256 = command.sha256();
        this.size = command.size();
        this.mediaType = command.mediaType();
        this.openedAt = openedAt;
        this.expiresAt = expiresAt;
    }

    UUID id() {
        return id;
    }

    String sha256() {
        return sha256;
    }

    long size() {
        return size;
    }

    @Nullable
    String mediaType() {
        return mediaType;
    }

    long received() {
        return received;
    }

    boolean isComplete() {
        return complete;
    }

    boolean isWhole() {
        return received == size;
    }

    Instant openedAt() {
        return openedAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    void grow(long bytes, Instant expiresAt) {
        if (bytes > size - received) {
            throw Refusal.of(
                    RegistryProblem.UPLOAD_OFFSET_MISMATCH,
                    "Of the announced %d bytes only %d are missing.".formatted(size, size - received));
        }
        this.received += bytes;
        this.expiresAt = expiresAt;
    }

    void complete() {
        this.complete = true;
    }

    void requireOffset(long offset) {
        if (complete) {
            throw Refusal.of(RegistryProblem.UPLOAD_ENDED, "All %d bytes are stored.".formatted(size));
        }
        if (offset != received) {
            throw Refusal.of(
                    RegistryProblem.UPLOAD_OFFSET_MISMATCH,
                    "Your part begins at %d; the next byte needed is %d.".formatted(offset, received));
        }
    }

    static Optional<Upload> of(UUID vendorId, UUID id) {
        return own(vendorId, id, LockModeType.NONE);
    }

    static Upload requireOf(UUID vendorId, UUID id) {
        return of(vendorId, id).orElseThrow(() -> Refusal.notFound("The upload " + id));
    }

    static Upload lock(UUID vendorId, UUID id) {
        return own(vendorId, id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> Refusal.notFound("The upload " + id));
    }

    private static Optional<Upload> own(UUID vendorId, UUID id, LockModeType lock) {
        return Upload.<Upload>findByIdOptional(id, lock).filter(upload -> upload.vendorId.equals(vendorId));
    }

    static List<Upload> openOf(UUID vendorId) {
        return Upload.<Upload>list("vendorId = ?1 and complete = false", vendorId);
    }

    static long expire(Instant now) {
        return delete("expiresAt < ?1", now);
    }
}
