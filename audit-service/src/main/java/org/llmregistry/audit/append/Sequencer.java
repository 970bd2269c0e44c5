package org.llmregistry.audit.append;

import io.agroal.api.AgroalDataSource;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.llmregistry.audit.append.EventReader.Event;
import org.llmregistry.audit.append.LogTables.EventKey;
import org.llmregistry.audit.append.LogTables.Head;
import org.llmregistry.audit.append.LogTables.Known;
import org.llmregistry.audit.append.LogTables.Open;
import org.llmregistry.audit.append.LogTables.Row;
import org.llmregistry.audit.append.LogTables.Standing;
import org.llmregistry.audit.append.Receipt.Outcome;
import org.llmregistry.audit.merkle.Frontier;
import org.llmregistry.audit.personal.PersonalPart;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.audit.series.Logs;
import org.llmregistry.audit.tile.Tiles;

/// Gives events their place. Every replica may run it: the lock on the `log_state` row of the open log is the order,
/// and PostgreSQL releases it with the transaction, whatever happens to the replica.
@ApplicationScoped
class Sequencer {

    private final AgroalDataSource database;
    private final Logs logs;
    private final Tiles tiles;
    private final Clock clock;

    Sequencer(AgroalDataSource database, Logs logs, Tiles tiles, Clock clock) {
        this.database = database;
        this.logs = logs;
        this.tiles = tiles;
        this.clock = clock;
    }

    /// All receipts hold together: either the whole batch is dealt with or nothing of it.
    @Transactional
    public List<Receipt> append(List<Event> events) {
        try (Connection connection = database.getConnection()) {
            LogTables tables = new LogTables(connection, logs);
            return append(tables, tables.lockOpen(), events);
        } catch (SQLException failure) {
            throw new IllegalStateException("the batch could not be appended", failure);
        }
    }

    /// @param last event of the open log, which takes nothing more
    @Transactional
    public void close(Event last) {
        try (Connection connection = database.getConnection()) {
            LogTables tables = new LogTables(connection, logs);
            Open open = tables.lockOpen();
            requireAppended(append(tables, open, List.of(last)));
            tables.freeze(open.log(), clock.instant());
        } catch (SQLException failure) {
            throw new IllegalStateException("the log could not be closed", failure);
        }
    }

    /// Of two replicas one opens it.
    ///
    /// @param first event of the log that follows the last one
    @Transactional
    public void open(AuditLog next, Event first) {
        try (Connection connection = database.getConnection()) {
            LogTables tables = new LogTables(connection, logs);
            if (tables.add(next, clock.instant())) {
                requireAppended(append(tables, tables.lockOpen(), List.of(first)));
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the log %s could not be opened".formatted(next.origin()), failure);
        }
    }

    /// Number of the newest event of a subject; 0 when it has none.
    long newestOf(String subject) {
        try (Connection connection = database.getConnection()) {
            return new LogTables(connection, logs).newestOf(subject);
        } catch (SQLException failure) {
            throw new IllegalStateException("the newest event could not be read", failure);
        }
    }

    private List<Receipt> append(LogTables tables, Open open, List<Event> events) throws SQLException {
        AuditLog log = open.log();
        Frontier frontier = open.frontier();
        long before = frontier.size();
        Standing standing = tables.find(log, events);
        Map<EventKey, Known> known = standing.events();
        Map<String, Head> heads = standing.heads();
        Instant recorded = clock.instant();
        List<Receipt> receipts = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (Event event : events) {
            Known same = known.get(EventKey.of(event));
            if (same != null) {
                receipts.add(repeated(tables, event, same));
                continue;
            }
            Head head = heads.get(event.subject());
            if (event.sequence() != (head == null ? 1 : head.subjectN() + 1)) {
                receipts.add(Receipt.refused(event.id(), Outcome.OUT_OF_SEQUENCE));
                continue;
            }
            long index = frontier.size();
            Leaf leaf = event.leaf()
                    .close(
                            recorded,
                            event.sequence(),
                            head != null && head.log().equals(log) ? head.index() : null);
            frontier.append(leaf.hash());
            rows.add(new Row(index, event, leaf));
            known.put(EventKey.of(event), new Known(log, index, leaf.bytes()));
            heads.put(event.subject(), new Head(log, event.sequence(), index));
            receipts.add(new Receipt(event.id(), log.origin(), index, Outcome.APPENDED));
        }
        if (rows.isEmpty()) {
            return receipts;
        }
        tables.insert(log, rows, recorded, frontier);
        for (Row row : rows) {
            keepAndErase(tables.connection(), log, row.index(), row.event());
        }
        tiles.fill(tables.connection(), log, before, frontier.size());
        return receipts;
    }

    /// Beside the entries, once they are there.
    private void keepAndErase(Connection connection, AuditLog appendedTo, long index, Event event) throws SQLException {
        if (event.personal() != null) {
            event.personal().keep(connection, appendedTo.id(), index);
        }
        if (event.erasure() != null) {
            short log = logs.withOrigin(event.erasure().log()).id();
            PersonalPart.erase(connection, log, event.erasure().entries());
        }
    }

    private static Receipt repeated(LogTables tables, Event event, Known before) throws SQLException {
        if (event.leaf().begins(before.leaf())) {
            return new Receipt(event.id(), before.log().origin(), before.index(), Outcome.DUPLICATE);
        }
        Log.errorf("conflict: event=%s of %s came again with other bytes", event.id(), event.source());
        tables.keepConflict(event);
        return Receipt.refused(event.id(), Outcome.CONFLICT);
    }

    private static void requireAppended(List<Receipt> receipts) {
        if (receipts.getFirst().outcome() != Outcome.APPENDED) {
            throw new IllegalStateException("the log does not take its own event: " + receipts.getFirst());
        }
    }
}
