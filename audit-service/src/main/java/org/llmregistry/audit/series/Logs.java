package org.llmregistry.audit.series;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.llmregistry.audit.merkle.Hash;

/// All the logs there are. What a log is called never changes, so it is kept in memory; what it has come to is asked.
@ApplicationScoped
public class Logs {

    private final AgroalDataSource database;
    private final String host;
    private final Map<Short, AuditLog> known = new ConcurrentHashMap<>();

    /// @param host that the logs are read from, without a scheme: the origin of the first one
    Logs(
            AgroalDataSource database,
            @ConfigProperty(name = "audit.log.origin", defaultValue = "audit.registry.example") String host) {
        this.database = database;
        this.host = host;
    }

    /// What a log has come to.
    ///
    /// @param frozenAt since when it takes nothing more; null for the one that is open
    public record State(
            AuditLog log,
            long size,
            Hash root,
            Instant openedAt,
            Instant grownAt,
            @Nullable Instant frozenAt) {}

    public AuditLog first() {
        return withId(AuditLog.FIRST);
    }

    public AuditLog withId(short id) {
        return find(log -> log.id() == id).orElseThrow();
    }

    public AuditLog withOrigin(String origin) {
        return find(log -> log.origin().equals(origin)).orElseThrow();
    }

    Optional<AuditLog> called(String name) {
        return find(log -> log.name().equals(name));
    }

    private Optional<AuditLog> find(Predicate<AuditLog> which) {
        return known.values().stream().filter(which).findFirst().or(() -> {
            all().forEach(log -> known.put(log.id(), log));
            return known.values().stream().filter(which).findFirst();
        });
    }

    /// How a log is called, also one that is still to come.
    public AuditLog named(short id, String name) {
        return new AuditLog(id, name, name.isEmpty() ? host : host + "/" + name);
    }

    public List<AuditLog> all() {
        return states().stream().map(State::log).toList();
    }

    /// In their order; at most the last one is open.
    public List<State> states() {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT log_id, name, size, root, opened_at, grown_at, frozen_at FROM log_state ORDER BY log_id");
                ResultSet row = query.executeQuery()) {
            List<State> states = new ArrayList<>();
            while (row.next()) {
                OffsetDateTime frozen = row.getObject(7, OffsetDateTime.class);
                states.add(new State(
                        named(row.getShort(1), row.getString(2)),
                        row.getLong(3),
                        Hash.of(row.getBytes(4)),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        row.getObject(6, OffsetDateTime.class).toInstant(),
                        frozen == null ? null : frozen.toInstant()));
            }
            return states;
        } catch (SQLException failure) {
            throw new IllegalStateException("the logs could not be read", failure);
        }
    }

    public State state(AuditLog log) {
        return states().stream()
                .filter(state -> state.log().equals(log))
                .findFirst()
                .orElseThrow();
    }
}
