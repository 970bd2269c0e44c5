package org.llmregistry.registry.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Contents in PostgreSQL, in pieces of a mebibyte, written in the very transaction of their row: nothing to sweep.
final class DatabaseStore implements ContentStore {

    private static final int PIECE = 1 << 20;

    private final DataSource database;

    DatabaseStore(DataSource database) {
        this.database = database;
    }

    @Override
    public ContentSettings.Kind kind() {
        return ContentSettings.Kind.DATABASE;
    }

    @Override
    public void write(Path file, String sha256, long size) {
        // the pieces refer to the content's row, so they are written after it
    }

    @Override
    public void settle(Path file, String sha256, long size) throws IOException {
        try (Connection connection = database.getConnection();
                InputStream content = Files.newInputStream(file);
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO document_piece (sha256, number, content) VALUES (?, ?, ?)")) {
            int number = 0;
            for (byte[] piece = content.readNBytes(PIECE); piece.length > 0; piece = content.readNBytes(PIECE)) {
                insert.setString(1, sha256);
                insert.setInt(2, number++);
                insert.setBytes(3, piece);
                insert.executeUpdate();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the content could not be stored", failure);
        }
    }

    @Override
    public InputStream read(String sha256) { // only the last piece is shorter: nothing begins behind it
        return new Pieces(position -> position % PIECE == 0 ? piece(sha256, position / PIECE) : null);
    }

    @Override
    public void eachWrittenBefore(Instant instant, Consumer<String> sha256) {
        // pieces go and stay with their row
    }

    @Override
    public void delete(String sha256) {
        throw new UnsupportedOperationException("pieces go with their row");
    }

    private byte @Nullable [] piece(String sha256, long number) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT content FROM document_piece WHERE sha256 = ? AND number = ?")) {
            query.setString(1, sha256);
            query.setLong(2, number);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the content could not be read", failure);
        }
    }
}
