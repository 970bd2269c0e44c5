package org.llmregistry.kernel.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.CommonProblem;
import org.llmregistry.kernel.problem.Refusal;

/// Runs inside the business transaction (after `@Transactional`), so the answer is stored exactly when its effect is.
/// Refused requests store nothing and may be mended and repeated with the same key.
///
/// While the first request runs, its advisory lock keeps the others away, on every replica; PostgreSQL drops the lock
/// with the transaction, so a crash leaves nothing behind. How the others wait: [IdempotencyTurns].
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 300)
public class Idempotency {

    private final AgroalDataSource database;
    private final IdempotencyKey key;
    private final ObjectMapper json;

    Idempotency(AgroalDataSource database, IdempotencyKey key, ObjectMapper json) {
        this.database = database;
        this.key = key;
        this.json = json;
    }

    @AroundInvoke
    @Nullable
    Object once(InvocationContext call) throws Exception {
        String scope = key.scope().orElse(null);
        if (scope == null) {
            return call.proceed();
        }
        String fingerprint = fingerprint(call.getParameters());
        try (Connection connection = database.getConnection()) {
            if (!lock(connection, scope)) {
                throw new HeldElsewhere();
            }
            Optional<StoredAnswer> stored = find(connection, scope);
            if (stored.isPresent()) {
                if (!stored.get().fingerprint().equals(fingerprint)) {
                    throw Refusal.of(
                            CommonProblem.IDEMPOTENCY_KEY_REUSED,
                            "The first request with this key had another body; its answer is kept for 24 hours.");
                }
                throw new Replay(stored.get());
            }
            Object answer = call.proceed();
            store(connection, scope, answerOf(answer, fingerprint));
            return answer;
        }
    }

    private String fingerprint(@Nullable Object[] arguments) throws JsonProcessingException {
        List<@Nullable Object> content = new ArrayList<>();
        for (Object argument : arguments) {
            if (!(argument instanceof InputStream)) {
                content.add(argument);
            }
        }
        return Digests.sha256Hex(json.writeValueAsString(content));
    }

    private StoredAnswer answerOf(@Nullable Object answer, String fingerprint) throws JsonProcessingException {
        if (answer instanceof RestResponse<?> response) {
            return new StoredAnswer(
                    fingerprint,
                    response.getStatus(),
                    response.getHeaderString(HttpHeaders.LOCATION),
                    tag(response.getEntity()),
                    json.writeValueAsString(response.getEntity()));
        }
        return new StoredAnswer(fingerprint, 200, null, tag(answer), json.writeValueAsString(answer));
    }

    private static @Nullable String tag(@Nullable Object entity) {
        return entity instanceof Versioned versioned ? EntityTags.tag(versioned) : null;
    }

    private static boolean lock(Connection connection, String scope) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0))")) {
            statement.setString(1, scope);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static Optional<StoredAnswer> find(Connection connection, String scope) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT fingerprint, status, location, etag, body FROM idempotency
                WHERE scope = ? AND created_at > now() - interval '24 hours'
                """)) {
            statement.setString(1, scope);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new StoredAnswer(
                                row.getString(1), row.getInt(2), row.getString(3), row.getString(4), row.getString(5)))
                        : Optional.empty();
            }
        }
    }

    private static void store(Connection connection, String scope, StoredAnswer answer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO idempotency (scope, fingerprint, status, location, etag, body) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (scope) DO UPDATE SET fingerprint = excluded.fingerprint, status = excluded.status,
                  location = excluded.location, etag = excluded.etag, body = excluded.body, created_at = now()
                """)) {
            statement.setString(1, scope);
            statement.setString(2, answer.fingerprint());
            statement.setInt(3, answer.status());
            statement.setString(4, answer.location());
            statement.setString(5, answer.etag());
            statement.setString(6, Objects.requireNonNull(answer.body()));
            statement.executeUpdate();
        }
    }

    /// The first answer, as it went out.
    record StoredAnswer(
            String fingerprint,
            int status,
            @Nullable String location,
            @Nullable String etag,
            String body) {}

    /// Another replica works with the key: leaves the transaction, and gives its connection back, to wait outside.
    static final class HeldElsewhere extends RuntimeException {

        private static final long serialVersionUID = 1L;

        HeldElsewhere() {
            super("the key is in use", null, false, false);
        }
    }

    /// Leaves the transaction without an effect and carries the first answer to the edge.
    public static final class Replay extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient StoredAnswer answer;

        Replay(StoredAnswer answer) {
            super("replay of a stored answer", null, false, false);
            this.answer = answer;
        }

        StoredAnswer answer() {
            return answer;
        }
    }
}
