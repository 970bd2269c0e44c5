package org.llmregistry.kernel.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /// What happened to one subject.
    ///
    /// @param facts    what changed, JSON values only
    /// @param personal text by or about persons, which the log can erase; empty: nothing
    public record Change(String type, String subject, Map<String, ?> facts, Map<String, String> personal) {
        public Change(String type, String subject, Map<String, ?> facts) {
            this(type, subject, facts, Map.of());
        }
    }

    /// @param actor the token's `sub`, or [#SYSTEM]
    /// @param facts what changed, JSON values only
    /// @return the event's id: what a receipt of the log is asked for by
    @Transactional(Transactional.TxType.MANDATORY)
    public UUID record(String type, String subject, String actor, Map<String, ?> facts) {
        return record(actor, new Change(type, subject, facts));
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public UUID record(String actor, Change change) {
        AuditEvent event = event(change, data(actor), nextSequence(change.subject()), clock.instant());
        outbox.put(RECIPIENT, event.id(), event.subject(), event.type(), event);
        return event.id();
    }

    /// As [#record], for thousands of subjects at once; none may stand among them twice.
    @Transactional(Transactional.TxType.MANDATORY)
    public void recordAll(String actor, Collection<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        Map<String, Object> data = data(actor);
        Map<String, Long> sequences = nextSequences(changes);
        Instant now = clock.instant();
        List<Outbox.Draft> messages = new ArrayList<>();
        for (Change change : changes) {
            AuditEvent event = event(change, data, Objects.requireNonNull(sequences.get(change.subject())), now);
            messages.add(new Outbox.Draft(event.id(), event.subject(), event.type(), event));
        }
        outbox.putAll(RECIPIENT, messages);
    }

    private Map<String, Object> data(String actor) {
        Map<String, Object> data = new TreeMap<>(Map.of("actor", actor));
        String request = requestId.current();
        if (request != null) {
            data.put("requestId", request);
        }
        return data;
    }

    private AuditEvent event(Change change, Map<String, Object> common, long sequence, Instant at) {
        Map<String, Object> data = new TreeMap<>(change.facts());
        data.putAll(common);
        return AuditEvent.of(
                Ids.next(),
                source,
                change.type(),
                change.subject(),
                sequence,
                at,
                data,
                change.personal().isEmpty() ? null : AuditEvent.Personal.of(change.personal()));
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

    /// In the order of the subjects, so that two transactions do not wait for each other.
    private Map<String, Long> nextSequences(Collection<Change> changes) {
        try (Connection connection = database.getConnection();
                PreparedStatement draw = connection.prepareStatement("""
                        INSERT INTO audit_sequence AS held (subject, last)
                        SELECT subject, 1 FROM unnest(?) AS subject ORDER BY subject
                        ON CONFLICT (subject) DO UPDATE SET last = held.last + 1 RETURNING subject, last
                        """)) {
            draw.setArray(
                    1,
                    connection.createArrayOf(
                            "text", changes.stream().map(Change::subject).toArray()));
            Map<String, Long> drawn = new HashMap<>();
            try (ResultSet row = draw.executeQuery()) {
                while (row.next()) {
                    drawn.put(row.getString(1), row.getLong(2));
                }
            }
            return drawn;
        } catch (SQLException failure) {
            throw new IllegalStateException("audit sequences could not be drawn", failure);
        }
    }
}
