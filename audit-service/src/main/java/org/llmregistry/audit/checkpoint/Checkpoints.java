package org.llmregistry.audit.checkpoint;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.audit.tile.PublicSize;

/// What is public: the newest checkpoint that enough witnesses have seen.
@ApplicationScoped
public class Checkpoints implements PublicSize {

    /// A signed tree.
    ///
    /// @param note the checkpoint as it is served: with the newest cosignature of each witness
    public record Checkpoint(AuditLog log, long size, Hash root, String note, Instant signedAt) {}

    private final AgroalDataSource database;

    Checkpoints(AgroalDataSource database) {
        this.database = database;
    }

    public Optional<Checkpoint> newest(AuditLog log) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        SELECT size, root, note || coalesce((SELECT string_agg(line || E'\\n', '' ORDER BY witness) FROM (
                            SELECT DISTINCT ON (witness) witness, line FROM cosignature c
                            WHERE c.log_id = p.log_id AND c.size = p.size ORDER BY witness, at DESC) AS newest), ''), signed_at
                        FROM publication p JOIN checkpoint USING (log_id, size)
                        WHERE log_id = ? ORDER BY size DESC LIMIT 1""")) {
            query.setShort(1, log.id());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(checkpoint(log, row)) : Optional.empty();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("no checkpoint could be read", failure);
        }
    }

    @Override
    public long entries(AuditLog log) {
        return newest(log).map(Checkpoint::size).orElse(0L);
    }

    static Checkpoint checkpoint(AuditLog log, ResultSet row) throws SQLException {
        return new Checkpoint(
                log,
                row.getLong(1),
                Hash.of(row.getBytes(2)),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant());
    }
}
