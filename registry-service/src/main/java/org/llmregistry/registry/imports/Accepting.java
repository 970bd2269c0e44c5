package org.llmregistry.registry.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.registry.RegistryProblem;
import org.llmregistry.registry.csv.CsvList;
import org.llmregistry.registry.imports.ImportResource.ImportView;

/// Takes a list in: reads it through once, keeps it, and starts its import.
@ApplicationScoped
class Accepting {

    private final Spool spool;
    private final AuditTrail audit;
    private final Event<Importing.Accepted> accepted;
    private final EntityManager database;
    private final Caller caller;
    private final Clock clock;

    Accepting(
            Spool spool,
            AuditTrail audit,
            Event<Importing.Accepted> accepted,
            EntityManager database,
            Caller caller,
            Clock clock) {
        this.spool = spool;
        this.audit = audit;
        this.accepted = accepted;
        this.database = database;
        this.caller = caller;
        this.clock = clock;
    }

    record Received(String sha256, long rows) {}

    /// Outside a transaction: an upload takes as long as it takes.
    Received receive(ImportKind kind, InputStream upload) {
        Spool.Writing writing = spool.write(upload);
        try (CsvList list = CsvList.open(writing)) {
            List<Violation> faults = list.headerFaults(kind.columns());
            if (!faults.isEmpty()) {
                throw refusal("The header row does not fit %s.".formatted(kind), faults);
            }
            long rows = list.skip(Long.MAX_VALUE);
            if (rows == 0) {
                throw refusal(
                        "The list is empty.",
                        List.of(new Violation("line 2", "no-rows", "Below the header there is no row.")));
            }
            return new Received(writing.finish(), rows);
        } catch (CsvList.Unreadable unreadable) {
            writing.forget();
            throw refusal("The list cannot be read to its end.", List.of(unreadable.fault()));
        } catch (IOException failure) {
            writing.forget();
            throw new UncheckedIOException(failure);
        } catch (RuntimeException failure) {
            writing.forget();
            throw failure;
        }
    }

    @Transactional
    @Idempotent
    RestResponse<ImportView> accept(ImportKind kind, boolean dryRun, String sha256, long rows) {
        database.createNativeQuery("SELECT pg_advisory_xact_lock(hashtext('import'), ?1)")
                .setParameter(1, kind.ordinal())
                .getSingleResult();
        if (!dryRun) {
            Optional<Import> same =
                    Import.latest(kind).filter(latest -> latest.sha256().equals(sha256));
            if (same.isPresent()) {
                return RestResponse.ok(same.get().toView());
            }
        }
        Import started = new Import(kind, dryRun, sha256, rows, caller.id(), clock.instant());
        started.persist();
        audit.record(
                "import.started",
                started.subject(),
                caller.id(),
                Map.of("kind", kind.name(), "dryRun", dryRun, "sha256", sha256, "rows", rows));
        accepted.fire(new Importing.Accepted(started.id()));
        return RestResponse.ResponseBuilder.<ImportView>create(202)
                .entity(started.toView())
                .location(URI.create("/imports/" + started.id()))
                .build();
    }

    private static Refusal refusal(String detail, List<Violation> faults) {
        return Refusal.of(RegistryProblem.UNREADABLE_LIST, detail, faults);
    }
}
