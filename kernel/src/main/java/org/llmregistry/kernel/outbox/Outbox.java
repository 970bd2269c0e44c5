package org.llmregistry.kernel.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.llmregistry.kernel.web.RequestId;

/// Takes messages inside the transaction of the change that they tell of; without a transaction it refuses to work.
@ApplicationScoped
public class Outbox {

    private final AgroalDataSource database;
    private final ObjectMapper json;
    private final RequestId requestId;

    Outbox(AgroalDataSource database, ObjectMapper json, RequestId requestId) {
        this.database = database;
        this.json = json;
        this.requestId = requestId;
    }

    /// @param id also stands in the body where the recipient needs it as its deduplication key
    public record Entry(UUID id, String subject, String kind, Object body) {}

    /// @param id also stands in the body where the recipient needs it as its deduplication key
    @Transactional(Transactional.TxType.MANDATORY)
    public void put(String recipient, UUID id, String subject, String kind, Object body) {
        putAll(recipient, List.of(new Entry(id, subject, kind, body)));
    }

    /// Many at once, in their order.
    @Transactional(Transactional.TxType.MANDATORY)
    public void putAll(String recipient, List<Entry> entries) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO outbox (id, recipient, subject, kind, body, request_id) VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Entry entry : entries) {
                insert.setObject(1, entry.id());
                insert.setString(2, recipient);
                insert.setString(3, entry.subject());
                insert.setString(4, entry.kind());
                insert.setString(5, json.writeValueAsString(entry.body()));
                insert.setString(6, requestId.current());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException | JsonProcessingException failure) {
            throw new IllegalStateException("message could not be stored", failure);
        }
    }
}
