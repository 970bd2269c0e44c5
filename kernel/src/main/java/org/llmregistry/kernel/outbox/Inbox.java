package org.llmregistry.kernel.outbox;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/// The other end of the outbox: remembers a message in the transaction of its effect.
@ApplicationScoped
public class Inbox {

    private final AgroalDataSource database;

    Inbox(AgroalDataSource database) {
        this.database = database;
    }

    /// Two deliveries at the same time: the second waits for the first to end.
    ///
    /// @return false when the message had its effect before
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean isNew(UUID messageId) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO received_message (id) VALUES (?) ON CONFLICT DO NOTHING")) {
            insert.setObject(1, messageId);
            return insert.executeUpdate() == 1;
        } catch (SQLException failure) {
            throw new IllegalStateException("message could not be remembered", failure);
        }
    }
}
