package org.llmregistry.registry.content;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.CommonProblem;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Digests;
import org.llmregistry.registry.RegistryProblem;

/// Writes bodies to temporary files and hashes them on the way, before any connection to the database is taken: a slow
/// sender must not hold one. A body is held in memory as one buffer, and on disk once, within a bound for all together.
@ApplicationScoped
public class Spool {

    private static final int BUFFER = 1 << 16;
    private static final int BROKEN_OFF = -2;
    private static final Duration LEFT_OVER = Duration.ofHours(2);

    private final Path folder;
    private final long most;
    private final Duration within;
    private final Clock clock;
    private final AtomicLong spooled = new AtomicLong();

    Spool(ContentSettings settings, Clock clock) {
        this.folder = settings.spool();
        this.most = settings.spoolSize().asLongValue();
        this.within = settings.receiveWithin();
        this.clock = clock;
    }

    /// Receives what comes until its end, or until it breaks off.
    ///
    /// @param announced bytes, as the sender says; null: it does not say
    /// @param atMost bytes; one more is refused, and an announced one before anything is read
    public Received receive(InputStream body, @Nullable Long announced, long atMost) throws IOException {
        if (announced != null && announced > atMost) {
            throw tooLarge(atMost);
        }
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, "body-", ".part");
        MessageDigest digest = Digests.newSha256();
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            Instant late = clock.instant().plus(within);
            Refusal broken = null;
            byte[] buffer = new byte[BUFFER];
            for (int read = next(body, buffer); read != -1; read = next(body, buffer)) {
                if (read == BROKEN_OFF) {
                    broken = Refusal.of(
                            RegistryProblem.BODY_INCOMPLETE, "The body broke off after %d bytes.".formatted(size));
                    break;
                }
                size += read;
                if (spooled.addAndGet(read) > most) {
                    throw Refusal.of(CommonProblem.UNAVAILABLE, "Too many uploads are on their way at the moment.");
                }
                refuse(size, atMost, late);
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
            return new Received(file, HexFormat.of().formatHex(digest.digest()), size, broken, spooled);
        } catch (IOException | RuntimeException refused) {
            spooled.addAndGet(-size);
            Files.deleteIfExists(file);
            throw refused;
        }
    }

    private static int next(InputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException brokenOff) {
            return BROKEN_OFF;
        }
    }

    private void refuse(long size, long atMost, Instant late) {
        if (size > atMost) {
            throw tooLarge(atMost);
        }
        if (clock.instant().isAfter(late)) {
            throw Refusal.of(RegistryProblem.BODY_TOO_SLOW, "After %s only %d bytes had come.".formatted(within, size));
        }
    }

    private static Refusal tooLarge(long atMost) {
        return Refusal.of(CommonProblem.CONTENT_TOO_LARGE, "The body may have %d bytes.".formatted(atMost));
    }

    /// What a crash left here.
    @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "body-*.part")) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file)
                        .toInstant()
                        .isBefore(clock.instant().minus(LEFT_OVER))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
