package org.llmregistry.registry.document;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.llmregistry.kernel.problem.CommonProblem;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Digests;
import org.llmregistry.registry.RegistryProblem;

/// Contents in PostgreSQL, once per hash, in pieces of a mebibyte: an upload is never held in memory as a whole.
@ApplicationScoped
class DocumentStore {

    private static final int PIECE = 1 << 20;

    private final AgroalDataSource database;
    private final DocumentSettings settings;
    private final Clock clock;

    DocumentStore(AgroalDataSource database, DocumentSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /// Writes what comes to a file before any connection is taken: a slow sender must not hold one.
    /// The bytes are always read and hashed, even if they are stored: knowing a hash is not having the document.
    Received receive(InputStream content, String sha256) throws IOException {
        Path file = Files.createTempFile("document-", ".upload");
        try (DigestInputStream hashed = new DigestInputStream(content, Digests.newSha256());
                OutputStream out = Files.newOutputStream(file)) {
            long most = settings.maxSize().asLongValue();
            byte[] buffer = new byte[1 << 16];
            long size = 0;
            for (int read = hashed.read(buffer); read >= 0; read = hashed.read(buffer)) {
                size += read;
                if (size > most) {
                    throw Refusal.of(
                            CommonProblem.CONTENT_TOO_LARGE, "A document has at most %d bytes.".formatted(most));
                }
                out.write(buffer, 0, read);
            }
            String actual = HexFormat.of().formatHex(hashed.getMessageDigest().digest());
            if (!actual.equals(sha256)) {
                throw Refusal.of(
                        RegistryProblem.HASH_MISMATCH, "The %d bytes that came have %s.".formatted(size, actual));
            }
            return new Received(file, sha256, size);
        } catch (IOException | RuntimeException refused) {
            Files.deleteIfExists(file);
            throw refused;
        }
    }

    /// Two uploads of one content at the same time: the second waits for the first and stores nothing.
    @Transactional(Transactional.TxType.MANDATORY)
    void keep(Received received) throws IOException {
        try (Connection connection = database.getConnection();
                InputStream content = Files.newInputStream(received.file())) {
            if (!isFirst(connection, received)) {
                return;
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO document_piece (sha256, number, content) VALUES (?, ?, ?)")) {
                int number = 0;
                for (byte[] piece = content.readNBytes(PIECE); piece.length > 0; piece = content.readNBytes(PIECE)) {
                    insert.setString(1, received.sha256());
                    insert.setInt(2, number++);
                    insert.setBytes(3, piece);
                    insert.executeUpdate();
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("document could not be stored", failure);
        }
    }

    /// The whole content; an upload's limit bounds it.
    byte[] read(String sha256, long size) {
        ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(size));
        for (long number = 0; content.hasRemaining(); number++) {
            content.put(piece(sha256, number));
        }
        return content.array();
    }

    private byte[] piece(String sha256, long number) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT content FROM document_piece WHERE sha256 = ? AND number = ?")) {
            query.setString(1, sha256);
            query.setLong(2, number);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("document could not be read", failure);
        }
    }

    private boolean isFirst(Connection connection, Received received) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO document_content (sha256, size, stored_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, received.sha256());
            insert.setLong(2, received.size());
            insert.setObject(3, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        }
    }

    /// A content that has arrived whole and has the hash that it was announced with.
    record Received(Path file, String sha256, long size) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }
}
