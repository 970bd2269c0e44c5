package org.llmregistry.kernel.web;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// Forgets stored answers after the 24 hours that the contract promises.
@ApplicationScoped
class IdempotencyExpiry {

    private final AgroalDataSource database;

    IdempotencyExpiry(AgroalDataSource database) {
        this.database = database;
    }

    @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement delete = connection.createStatement()) {
            delete.executeUpdate("DELETE FROM idempotency WHERE created_at < now() - interval '24 hours'");
        }
    }
}
