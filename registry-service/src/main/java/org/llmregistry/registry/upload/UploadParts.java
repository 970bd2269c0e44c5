package org.llmregistry.registry.upload;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.content.Pieces;

/// What has come of uploads, in pieces of at most a mebibyte in PostgreSQL, so that any replica can go on after any
/// restart, whichever store keeps documents.
@ApplicationScoped
class UploadParts {

    private static final int PIECE = 1 << 20;

    private final AgroalDataSource database;

    UploadParts(AgroalDataSource database) {
        this.database = database;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void append(UUID upload, long offset, Path part) throws IOException {
        try (Connection connection = database.getConnection();
                InputStream content = Files.newInputStream(part);
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO upload_piece (upload_id, start, content) VALUES (?, ?, ?)")) {
            long start = offset;
            for (byte[] piece = content.readNBytes(PIECE); piece.length > 0; piece = content.readNBytes(PIECE)) {
                insert.setObject(1, upload);
                insert.setLong(2, start);
                insert.setBytes(3, piece);
                insert.executeUpdate();
                start += piece.length;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the part could not be stored", failure);
        }
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void delete(UUID upload) {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM upload_piece WHERE upload_id = ?")) {
            delete.setObject(1, upload);
            delete.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException("the parts could not be deleted", failure);
        }
    }

    InputStream read(UUID upload) {
        return new Pieces(start -> piece(upload, start));
    }

    private byte @Nullable [] piece(UUID upload, long start) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT content FROM upload_piece WHERE upload_id = ? AND start = ?")) {
            query.setObject(1, upload);
            query.setLong(2, start);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the parts could not be read", failure);
        }
    }
}
