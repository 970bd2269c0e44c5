package org.llmregistry.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// The newest checkpoint of each log that was cosigned: one file for each, replaced as a whole and on the disk before
/// anybody gets a cosignature (c2sp.org/tlog-witness: it must persist first).
record Seen(Path folder) {

    Optional<String> newest(String origin) {
        return ofHash(hash(origin));
    }

    /// @param hash SHA-256 of the origin, in lower-case hexadecimal
    Optional<String> ofHash(String hash) {
        Path file = folder.resolve(hash);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void keep(String origin, String checkpoint) {
        Path file = folder.resolve(hash(origin));
        Path next = folder.resolve(hash(origin) + ".next");
        try {
            Files.createDirectories(folder);
            Files.writeString(next, checkpoint);
            try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String hash(String origin) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(origin.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
