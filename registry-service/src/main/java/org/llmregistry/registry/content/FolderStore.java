package org.llmregistry.registry.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Contents as files below a folder, `ab/abcdef…`. A file is whole and on the disk before it gets its name.
final class FolderStore implements ContentStore {

    private final Path root;

    FolderStore(Path root) {
        this.root = root;
    }

    @Override
    public ContentSettings.Kind kind() {
        return ContentSettings.Kind.FOLDER;
    }

    @Override
    public void write(Path file, String sha256, long size) throws IOException {
        Path target = place(sha256);
        Path incoming = target.resolveSibling(sha256 + "." + UUID.randomUUID());
        Files.createDirectories(target.getParent());
        try {
            linkOrCopy(file, incoming);
            Files.setLastModifiedTime(incoming, FileTime.from(Instant.now()));
            try (FileChannel channel = FileChannel.open(incoming, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(incoming, target, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel folder = FileChannel.open(target.getParent())) {
                folder.force(true);
            }
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    @Override
    public void settle(Path file, String sha256, long size) throws IOException {
        if (!Files.exists(place(sha256)) || Files.size(place(sha256)) != size) {
            write(file, sha256, size);
        }
    }

    @Override
    public InputStream read(String sha256) throws IOException {
        return Files.newInputStream(place(sha256));
    }

    /// Names that are no hash are files that a crash left half-written; they are told as well.
    @Override
    public void eachWrittenBefore(Instant instant, Consumer<String> sha256) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root, 2)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(instant)) {
                    sha256.accept(file.getFileName().toString());
                }
            }
        }
    }

    @Override
    public void delete(String sha256) throws IOException {
        Files.deleteIfExists(place(sha256));
    }

    private Path place(String sha256) {
        return root.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private static void linkOrCopy(Path file, Path incoming) throws IOException {
        try {
            Files.createLink(incoming, file);
        } catch (FileSystemException | UnsupportedOperationException anotherFileSystem) {
            Files.copy(file, incoming);
        }
    }
}
