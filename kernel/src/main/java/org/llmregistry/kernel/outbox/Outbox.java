package org.llmregistry.kernel.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.copy.TableCopy;
import org.llmregistry.kernel.web.RequestId;

/// Takes messages inside the transaction of the change that they tell of; without a transaction it refuses to work.
@ApplicationScoped
public class Outbox {

    private final AgroalDataSource database;
    private final TableCopy copy;
    private final ObjectMapper json;
    private final RequestId requestId;

    Outbox(AgroalDataSource database, TableCopy copy, ObjectMapper json, RequestId requestId) {
        this.database = database;
        this.copy = copy;
        this.json = json;
        this.requestId = requestId;
    }

    /// @param id also stands in the body where the recipient needs it as its deduplication key
    @Transactional(Transactional.TxType.MANDATORY)
    public void put(String recipient, UUID id, String subject, String kind, Object body) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO outbox (id, recipient, subject, kind, body, request_id) VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setObject(1, id);
            insert.setString(2, recipient);
            insert.setString(3, subject);
            insert.setString(4, kind);
            insert.setString(5, write(body));
            insert.setString(6, requestId.current());
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException("message could not be stored", failure);
        }
    }

    /// A message before it is written.
    public record Draft(UUID id, String subject, String kind, Object body) {}

    /// As [#put], for thousands at once.
    @Transactional(Transactional.TxType.MANDATORY)
    public void putAll(String recipient, Collection<Draft> messages) {
        String request = requestId.current();
        copy.write(
                "outbox",
                List.of("id", "recipient", "subject", "kind", "body", "request_id"),
                messages,
                message -> new @Nullable Object[] {
                    message.id(), recipient, message.subject(), message.kind(), write(message.body()), request
                });
    }

    private String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("message could not be stored", failure);
        }
    }
}
