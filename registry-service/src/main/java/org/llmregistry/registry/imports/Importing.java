package org.llmregistry.registry.imports;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.copy.TableCopy;
import org.llmregistry.registry.csv.CsvList;
import org.llmregistry.registry.csv.ReadAhead;
import org.llmregistry.registry.imports.RowReading.Read;

/// Runs imports in the background, one after the other, in batches that commit with their progress. Another replica, or
/// the next start, goes on where a batch was not committed; nothing is done twice.
@ApplicationScoped
class Importing {

    private final Spool spool;
    private final RowTaking taking;
    private final TableCopy copy;
    private final AuditTrail audit;
    private final EntityManager database;
    private final ImportSettings settings;
    private final Clock clock;
    private volatile boolean stopping;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("import").daemon().factory());

    Importing(
            Spool spool,
            RowTaking taking,
            TableCopy copy,
            AuditTrail audit,
            EntityManager database,
            ImportSettings settings,
            Clock clock) {
        this.spool = spool;
        this.taking = taking;
        this.copy = copy;
        this.audit = audit;
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /// Fired with the transaction that accepts a list.
    record Accepted(UUID importId) {}

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) Accepted accepted) {
        start();
    }

    /// Goes on after a restart, and with what another replica left.
    @Scheduled(every = "10s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        start();
    }

    private void start() {
        if (!stopping) {
            worker.execute(this::runAll);
        }
    }

    void stop(@Observes ShutdownEvent end) throws InterruptedException {
        stopping = true;
        worker.shutdownNow();
        worker.awaitTermination(5, TimeUnit.SECONDS);
    }

    private void runAll() {
        Optional<Import> next = nextRunning();
        while (next.isPresent() && !Thread.currentThread().isInterrupted() && run(next.get())) {
            next = nextRunning();
        }
    }

    private static Optional<Import> nextRunning() {
        return QuarkusTransaction.requiringNew().call(Import::oldestRunning);
    }

    /// @return false when another replica works on it
    private boolean run(Import started) {
        try (CsvList list = CsvList.open(spool.read(started.sha256()))) {
            list.skip(started.rowsRead());
            int size = settings.batchSize(started.kind());
            try (ReadAhead<Read> rows = new ReadAhead<>(() -> read(started, list), size)) {
                return runBatches(started, rows);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false; // the next start goes on
        } catch (CsvList.Unreadable | IOException | RuntimeException failure) {
            if (stopping) {
                return false;
            }
            Log.errorf(failure, "import failed id=%s", started.id());
            fail(started.id());
            return true;
        }
    }

    private Optional<Read> read(Import started, CsvList list) throws CsvList.Unreadable {
        return list.next().map(row -> RowReading.read(started.kind(), row, LocalDate.now(clock)));
    }

    private boolean runBatches(Import started, ReadAhead<Read> rows) throws InterruptedException {
        long read = started.rowsRead();
        while (true) {
            List<Read> batch = rows.next();
            if (!runBatch(started, read, batch)) {
                return false;
            }
            if (batch.isEmpty()) {
                return true;
            }
            read += batch.size();
        }
    }

    private boolean runBatch(Import started, long read, List<Read> batch) {
        List<ImportRow> tried = started.dryRun() ? tryOut(started, read, batch) : List.of();
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<Import> mine = take(started.id(), read);
            mine.ifPresent(held -> keep(held, held.dryRun() ? tried : taking.take(held, read, batch)));
            return mine.isPresent();
        });
    }

    /// Does the rows' work and takes it back.
    private List<ImportRow> tryOut(Import started, long read, List<Read> batch) {
        List<ImportRow> rows = new ArrayList<>();
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                rows.addAll(taking.take(started, read, batch));
                throw new OnlyTried();
            });
        } catch (OnlyTried done) {
            return rows;
        }
        return rows;
    }

    private static final class OnlyTried extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OnlyTried() {
            super("dry run", null, false, false);
        }
    }

    /// The import, if nobody holds it and it stands where this run believes.
    private Optional<Import> take(UUID id, long read) {
        Import current = database.find(Import.class, id, LockModeType.PESSIMISTIC_WRITE);
        return current.status() == Import.Status.RUNNING && current.rowsRead() == read
                ? Optional.of(current)
                : Optional.empty();
    }

    private void keep(Import held, List<ImportRow> rows) {
        ImportRow.write(copy, rows);
        held.count(rows);
        if (rows.isEmpty()) {
            held.complete(clock.instant());
            Log.infof("import=%s kind=%s rows=%d ended", held.id(), held.kind(), held.rowsRead());
            audit.record("import.completed", held.subject(), held.startedBy(), held.toFacts());
        }
    }

    private void fail(UUID id) {
        QuarkusTransaction.requiringNew().run(() -> {
            Import current = database.find(Import.class, id, LockModeType.PESSIMISTIC_WRITE);
            current.fail(
                    "The import stopped after row %d; the rows before it are in the register. Import the list again: they"
                                    .formatted(current.rowsRead())
                            + " will be unchanged.",
                    clock.instant());
            audit.record("import.failed", current.subject(), current.startedBy(), current.toFacts());
        });
    }
}
