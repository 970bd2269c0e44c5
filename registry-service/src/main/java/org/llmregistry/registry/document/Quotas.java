package org.llmregistry.registry.document;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.RegistryProblem;

/// How much of its room a vendor uses. The row of a vendor is locked from when it is counted until the transaction
/// ends, so uploads at the same time cannot both take the last place.
@ApplicationScoped
public class Quotas {

    private final AgroalDataSource database;
    private final DocumentSettings.Quota quota;

    Quotas(AgroalDataSource database, DocumentSettings settings) {
        this.database = database;
        this.quota = settings.quota();
    }

    /// Takes room for documents, or gives it back.
    @Transactional(Transactional.TxType.MANDATORY)
    void take(UUID vendor, int documents, long bytes) {
        refuse(count(vendor, documents, bytes), 0, 0);
    }

    /// Looks whether there is room for what is on its way, without taking it.
    ///
    /// @param documents how many
    @Transactional
    public void requireRoom(UUID vendor, int documents, long bytes) {
        refuse(count(vendor, 0, 0), documents, bytes);
    }

    private void refuse(Usage usage, int documents, long bytes) {
        if (usage.documents() + documents > quota.documents()) {
            throw Refusal.of(RegistryProblem.QUOTA_EXCEEDED, "You may have %d documents.".formatted(quota.documents()));
        }
        if (usage.bytes() + bytes > quota.bytes().asLongValue()) {
            throw Refusal.of(
                    RegistryProblem.QUOTA_EXCEEDED,
                    "You may have %d bytes of documents, and use %d."
                            .formatted(quota.bytes().asLongValue(), usage.bytes()));
        }
    }

    private record Usage(long documents, long bytes) {}

    private Usage count(UUID vendor, int documents, long bytes) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        INSERT INTO document_usage AS used (vendor_id, documents, bytes) VALUES (?, ?, ?)
                        ON CONFLICT (vendor_id) DO UPDATE
                        SET documents = used.documents + excluded.documents, bytes = used.bytes + excluded.bytes
                        RETURNING documents, bytes
                        """)) {
            update.setObject(1, vendor);
            update.setInt(2, documents);
            update.setLong(3, bytes);
            try (ResultSet row = update.executeQuery()) {
                row.next();
                return new Usage(row.getLong(1), row.getLong(2));
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the room could not be counted", failure);
        }
    }
}
