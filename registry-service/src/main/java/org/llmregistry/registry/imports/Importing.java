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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.registry.licence.EarlierDecisions;
import org.llmregistry.registry.register.Register;

/// Runs imports in the background, one after the other, in batches that commit with their progress. Another replica, or
/// the next start, goes on where a batch was not committed; nothing is done twice.
@ApplicationScoped
class Importing {

    private final Spool spool;
    private final Register register;
    private final EarlierDecisions earlierDecisions;
    private final AuditTrail audit;
    private final EntityManager database;
    private final ImportSettings settings;
    private final Clock clock;
    private volatile boolean stopping;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("import").daemon().factory());

    Importing(
            Spool spool,
            Register register,
            EarlierDecisions earlierDecisions,
            AuditTrail audit,
            EntityManager database,
            ImportSettings settings,
            Clock clock) {
        this.spool = spool;
        this.register = register;
        this.earlierDecisions = earlierDecisions;
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
            for (long skipped = 0; skipped < started.rowsRead(); skipped++) {
                list.next();
            }
            long read = started.rowsRead();
            while (!Thread.currentThread().isInterrupted()) {
                List<CsvList.Row> batch = new ArrayList<>();
                for (Optional<CsvList.Row> row = list.next(); row.isPresent(); row = list.next()) {
                    batch.add(row.get());
                    if (batch.size() == settings.batchSize()) {
                        break;
                    }
                }
                if (!runBatch(started, read, batch)) {
                    return false;
                }
                read += batch.size();
                if (batch.isEmpty()) {
                    return true;
                }
            }
            return false;
        } catch (CsvList.Unreadable | IOException | RuntimeException failure) {
            if (stopping) {
                return false; // the next start goes on
            }
            Log.errorf(failure, "import failed id=%s", started.id());
            fail(started.id());
            return true;
        }
    }

    private boolean runBatch(Import started, long read, List<CsvList.Row> batch) {
        if (!started.dryRun()) {
            return QuarkusTransaction.requiringNew().call(() -> {
                Optional<Import> mine = take(started.id(), read);
                mine.ifPresent(held -> keep(held, take(held, batch)));
                return mine.isPresent();
            });
        }
        List<ImportRow> rows = tryOut(started, batch);
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<Import> mine = take(started.id(), read);
            mine.ifPresent(held -> keep(held, rows));
            return mine.isPresent();
        });
    }

    /// Does the rows' work and takes it back.
    private List<ImportRow> tryOut(Import started, List<CsvList.Row> batch) {
        List<ImportRow> rows = new ArrayList<>();
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                rows.addAll(take(started, batch));
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
        rows.forEach(row -> row.persist());
        held.count(rows);
        if (rows.isEmpty()) {
            held.complete(clock.instant());
            Log.infof("import=%s kind=%s rows=%d ended", held.id(), held.kind(), held.rowsRead());
            audit.record("import.completed", held.subject(), held.startedBy(), held.toFacts());
        }
    }

    private List<ImportRow> take(Import held, List<CsvList.Row> batch) {
        Map<String, Long> lines = new HashMap<>();
        List<ImportRow> rows = new ArrayList<>();
        for (CsvList.Row row : batch) {
            rows.add(take(held, row, lines));
        }
        return rows;
    }

    private ImportRow take(Import held, CsvList.Row row, Map<String, Long> lines) {
        Register.Act act = new Register.Act(held.startedBy(), held.subject());
        try {
            LocalDate today = LocalDate.now(clock);
            return switch (held.kind()) {
                case KNOWN_MODELS -> {
                    Register.KnownModel model = RowReading.knownModel(row, today);
                    requireOnce(held, model.key(), row.line(), lines);
                    yield ImportRow.of(held.id(), row.line(), model.key(), register.list(model, act));
                }
                case EARLIER_DECISIONS -> {
                    EarlierDecisions.EarlierDecision decision = RowReading.earlierDecision(row, today);
                    requireOnce(held, decision.number(), row.line(), lines);
                    yield ImportRow.of(
                            held.id(), row.line(), decision.number(), earlierDecisions.record(decision, act));
                }
            };
        } catch (RowReading.Rejected rejected) {
            return ImportRow.rejected(held.id(), row.line(), rejected.problem(), rejected.howToMend());
        }
    }

    private static void requireOnce(Import held, String key, long line, Map<String, Long> lines)
            throws RowReading.Rejected {
        Long earlier = lines.putIfAbsent(key, line);
        if (earlier == null && held.rowsRead() > 0) {
            earlier = ImportRow.withKey(held.id(), key).map(ImportRow::line).orElse(null);
        }
        if (earlier != null) {
            throw new RowReading.Rejected(
                    "Line %d is about the same thing.".formatted(earlier), "Keep one of the two lines.");
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
