package org.llmregistry.kernel.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.llmregistry.kernel.outbox.Outbox;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.kernel.web.RequestId;

/// Records state changes. Part of the business transaction: no change without its event, no event without its change.
/// No names, mail addresses or free text in the facts: the log can't forget.
@ApplicationScoped
public class AuditTrail {

    static final String RECIPIENT = "audit";

    /// Actor of changes that no person asked for: imports, deadlines, decisions of another service.
    public static final String SYSTEM = "system";

    private final AgroalDataSource database;
    private final Outbox outbox;
    private final RequestId requestId;
    private final Clock clock;
    private final String source;

    AuditTrail(
            AgroalDataSource database,
            Outbox outbox,
            RequestId requestId,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.database = database;
        this.outbox = outbox;
        this.requestId = requestId;
        this.clock = clock;
        this.source = "/" + service;
    }

    /// @param actor the token's `sub`, or [#SYSTEM]
    /// @param facts what changed, JSON values only
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(String type, String subject, String actor, Map<String, ?> facts) {
        Map<String, Object> data = new TreeMap<>(facts);
        data.put("actor", actor);
        String request = requestId.current();
        if (request != null) {
            data.put("requestId", request);
        }
        UUID id = Ids.next();
        AuditEvent event = AuditEvent.of(id, source, type, subject, nextSequence(subject), clock.instant(), data);
        outbox.put(RECIPIENT, id, subject, type, event);
    }

    private long nextSequence(String subject) {
        try (Connection connection = database.getConnection();
                PreparedStatement draw = connection.prepareStatement("""
                        INSERT INTO audit_sequence AS held (subject, last) VALUES (?, 1)
                        ON CONFLICT (subject) DO UPDATE SET last = held.last + 1 RETURNING last
                        """)) {
            draw.setString(1, subject);
            try (ResultSet row = draw.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("audit sequence could not be drawn", failure);
        }
    }
}
