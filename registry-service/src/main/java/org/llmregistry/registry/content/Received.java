package org.llmregistry.registry.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;

/// A body in a temporary file, which goes when this is closed.
///
/// @param broken why the body ended before its end; null: it is whole
/// @param spooled bytes of all such files, to give back
public record Received(
        Path file, String sha256, long size, @Nullable Refusal broken, AtomicLong spooled) implements AutoCloseable {

    /// A part of a body is of no use to whoever needs it whole.
    public void requireWhole() {
        if (broken != null) {
            throw broken;
        }
    }

    @Override
    public void close() throws IOException {
        spooled.addAndGet(-size);
        Files.deleteIfExists(file);
    }
}
