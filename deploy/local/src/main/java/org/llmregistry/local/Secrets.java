package org.llmregistry.local;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/// Passwords of this stack, drawn at its first start and kept beside its data, readable by the owner only.
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Properties values = new Properties();

    Secrets(Path folder) {
        this.file = folder.resolve("secrets.properties");
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                values.load(reader);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /// The secret of this name: the one of the last start, or a new one of 192 random bits.
    synchronized String of(String name) {
        return of(name, 24, Base64.getUrlEncoder().withoutPadding());
    }

    /// The seed of a key: 32 bytes, in base64.
    synchronized String seed(String name) {
        return of(name, 32, Base64.getEncoder());
    }

    private String of(String name, int length, Base64.Encoder encoder) {
        String known = values.getProperty(name);
        if (known != null) {
            return known;
        }
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        String drawn = encoder.encodeToString(bytes);
        keep(name, drawn);
        return drawn;
    }

    synchronized boolean has(String name) {
        return values.containsKey(name);
    }

    synchronized void keep(String name, String value) {
        values.setProperty(name, value);
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            try (Writer writer = Files.newBufferedWriter(file)) {
                values.store(writer, "of this local stack only");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
