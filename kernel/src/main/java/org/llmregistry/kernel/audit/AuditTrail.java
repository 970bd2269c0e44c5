package org.llmregistry.kernel.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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
        recordAll(type, actor, Map.of(subject, facts));
    }

    /// The same thing happened to many subjects: one event each, in two round trips.
    ///
    /// @param factsBySubject what changed at each
    @Transactional(Transactional.TxType.MANDATORY)
    public void recordAll(String type, String actor, Map<String, ? extends Map<String, ?>> factsBySubject) {
        String request = requestId.current();
        List<Outbox.Entry> entries = new ArrayList<>();
        nextSequences(factsBySubject.keySet()).forEach((subject, sequence) -> {
            Map<String, Object> data = new TreeMap<>(factsBySubject.get(subject));
            data.put("actor", actor);
            if (request != null) {
                data.put("requestId", request);
            }
            UUID id = Ids.next();
            entries.add(new Outbox.Entry(
                    id, subject, type, AuditEvent.of(id, source, type, subject, sequence, clock.instant(), data)));
        });
        outbox.putAll(RECIPIENT, entries);
    }

    /// Drawn in the order of the subjects, so that two transactions with the same subjects do not wait for each other.
    private SortedMap<String, Long> nextSequences(Set<String> subjects) {
        try (Connection connection = database.getConnection();
                PreparedStatement draw = connection.prepareStatement("""
                        INSERT INTO audit_sequence AS held (subject, last) SELECT subject, 1 FROM unnest(?) AS subject
                        ON CONFLICT (subject) DO UPDATE SET last = held.last + 1 RETURNING subject, last
                        """)) {
            draw.setArray(1, connection.createArrayOf("text", new TreeSet<>(subjects).toArray()));
            SortedMap<String, Long> drawn = new TreeMap<>();
            try (ResultSet row = draw.executeQuery()) {
                while (row.next()) {
                    drawn.put(row.getString(1), row.getLong(2));
                }
            }
            return drawn;
        } catch (SQLException failure) {
            throw new IllegalStateException("audit sequence could not be drawn", failure);
        }
    }
}
