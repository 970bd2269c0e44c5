package org.llmregistry.registry.content;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.llmregistry.registry.content.ContentSettings.Kind;

/// Contents, once per hash, in the store that was configured when each was written.
@ApplicationScoped
public class Contents {

    /// No transaction takes as long as this, so an object that is older and has no row was left by one that failed.
    private static final Duration GRACE = Duration.ofHours(2);

    private final Map<Kind, ContentStore> stores = new EnumMap<>(Kind.class);
    private final ContentStore chosen;
    private final AgroalDataSource database;
    private final Clock clock;

    Contents(ContentSettings settings, AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
        stores.put(Kind.DATABASE, new DatabaseStore(database));
        settings.folder().ifPresent(root -> stores.put(Kind.FOLDER, new FolderStore(root)));
        if (settings.bucket().name().isPresent()) {
            stores.put(Kind.BUCKET, new BucketStore(settings.bucket()));
        }
        this.chosen = store(settings.store());
    }

    /// Before the transaction that [#keep]s it.
    public void write(Received received) throws IOException {
        if (!isKept(received.sha256())) {
            chosen.write(received.file(), received.sha256(), received.size());
        }
    }

    /// Two uploads of one content at the same time: the second waits for the first and stores nothing.
    @Transactional(Transactional.TxType.MANDATORY)
    public void keep(Received received) throws IOException {
        if (claim(received.sha256(), received.size())) {
            chosen.settle(received.file(), received.sha256(), received.size());
        }
    }

    public InputStream read(String sha256) throws IOException {
        return store(storeOf(sha256)).read(sha256);
    }

    /// Takes away what no row tells of, or what its row places into another store. The row that is inserted for it and
    /// rolled back again keeps everybody out who would keep the same content at this moment.
    @Scheduled(every = "24h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() throws IOException {
        for (ContentStore store : stores.values()) {
            store.eachWrittenBefore(clock.instant().minus(GRACE), name -> sweep(store, name));
        }
    }

    void sweep(ContentStore store, String name) {
        QuarkusTransaction.begin();
        try {
            if (!name.matches("[0-9a-f]{64}") || claim(name, 0) || storeOf(name) != store.kind()) {
                store.delete(name);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private ContentStore store(Kind kind) {
        ContentStore store = stores.get(kind);
        if (store == null) {
            throw new IllegalStateException("registry.contents does not configure the store " + kind);
        }
        return store;
    }

    private Kind storeOf(String sha256) {
        return Kind.valueOf(query("SELECT store FROM document_content WHERE sha256 = ?", sha256));
    }

    /// As far as the caller may see: what only others have brought is written once more, and found by [#keep].
    private boolean isKept(String sha256) {
        return !query("SELECT count(*) FROM document_content WHERE sha256 = ?", sha256)
                .equals("0");
    }

    private boolean claim(String sha256, long size) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO document_content (sha256, size, stored_at, store) VALUES (?, ?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """)) {
            insert.setString(1, sha256);
            insert.setLong(2, size);
            insert.setObject(3, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
            insert.setString(4, chosen.kind().name());
            return insert.executeUpdate() == 1;
        } catch (SQLException failure) {
            throw new IllegalStateException("the content could not be kept", failure);
        }
    }

    private String query(String sql, String sha256) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, sha256);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("no row for the content " + sha256);
                }
                return row.getString(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the content could not be found", failure);
        }
    }
}
