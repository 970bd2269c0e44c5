package org.llmregistry.audit.export;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.audit.series.AuditLog;

/// The files of a copy. Each is whole or not there; one that never changes is never written over.
record CopyFolder(Path root) {

    private static final String CHECKPOINT = "checkpoint";

    /// Where the copy of a log lies.
    CopyFolder of(AuditLog log) {
        return new CopyFolder(root.resolve(log.name()));
    }

    /// The tree that the copy has all of.
    record Head(long size, Hash root) {}

    Optional<Head> head() throws IOException {
        Path file = root.resolve(CHECKPOINT);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        return Optional.of(new Head(
                Long.parseLong(lines.get(1)), Hash.of(Base64.getDecoder().decode(lines.get(2)))));
    }

    /// A file that never changes.
    ///
    /// @throws CopyFault when the folder has another one of that name
    void keep(String name, byte[] content) throws IOException {
        Path file = root.resolve(name);
        if (!Files.exists(file)) {
            write(file, content);
        } else if (!Arrays.equals(Files.readAllBytes(file), content)) {
            throw new CopyFault("%s of the copy has other bytes than the log".formatted(name));
        }
    }

    /// The last file of all: whoever reads it finds everything that it covers.
    void finish(byte[] checkpoint) throws IOException {
        write(root.resolve(CHECKPOINT), checkpoint);
    }

    /// Partial tiles of a tile that is there.
    void dropPartial(String name) throws IOException {
        Path folder = root.resolve(name + ".p");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> partial = Files.list(folder)) {
                for (Path file : partial.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(content));
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// The copy and the log contradict each other.
    static final class CopyFault extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CopyFault(String why) {
            super(why);
        }
    }
}
