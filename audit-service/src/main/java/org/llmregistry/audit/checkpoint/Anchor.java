package org.llmregistry.audit.checkpoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.audit.series.AuditLog;

/// The newest checkpoint of each log in a file outside the database. A database that was restored to an older state has
/// forgotten what it signed; the file has not.
@ApplicationScoped
class Anchor {

    private final @Nullable Path file;

    Anchor(LogSettings settings) {
        this.file = settings.anchor().orElse(null);
    }

    /// A tree that was signed.
    record Signed(long size, Hash root) {}

    /// Empty without such a file, or before the first signature.
    Optional<Signed> newest(AuditLog log) {
        Path kept = fileOf(log);
        if (kept == null || !Files.exists(kept)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(kept);
            return Optional.of(new Signed(
                    Long.parseLong(lines.get(1)), Hash.of(Base64.getDecoder().decode(lines.get(2)))));
        } catch (IOException | RuntimeException damaged) {
            throw new IllegalStateException("the anchor %s cannot be read; nothing is signed".formatted(kept), damaged);
        }
    }

    /// On the disk before anybody can read the checkpoint: replaced as a whole, so that a crash leaves one or the
    /// other.
    void keep(AuditLog log, String note) {
        Path kept = fileOf(log);
        if (kept == null) {
            return;
        }
        try {
            Path next = kept.resolveSibling(kept.getFileName() + ".next");
            Files.writeString(next, note);
            try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(next, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private @Nullable Path fileOf(AuditLog log) {
        return file == null || log.isFirst() ? file : file.resolveSibling(file.getFileName() + "." + log.name());
    }
}
