package org.llmregistry.review;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What waits in the outbox, in the order of its history.
@ApplicationScoped
public class Sent {

    private final AgroalDataSource database;

    Sent(AgroalDataSource database) {
        this.database = database;
    }

    /// Types of the audit events of a case.
    public List<String> events(String caseId) {
        return column("kind", "audit", "cases/" + caseId);
    }

    /// Audit events of a case, whole.
    public List<String> eventBodies(String caseId) {
        return column("body", "audit", "cases/" + caseId);
    }

    /// Kinds of the messages to the registry.
    public List<String> messages(Object applicationId) {
        return column("kind", "registry", "applications/" + applicationId);
    }

    public List<String> messageBodies(Object applicationId) {
        return column("body", "registry", "applications/" + applicationId);
    }

    private List<String> column(String column, String recipient, String subject) {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT %s FROM outbox WHERE recipient = ? AND subject = ? ORDER BY position"
                                .formatted(column))) {
            query.setString(1, recipient);
            query.setString(2, subject);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
