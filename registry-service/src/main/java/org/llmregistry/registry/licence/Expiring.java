package org.llmregistry.registry.licence;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.registry.register.Register;

/// Writes down that a licence is past its last day: it expired (domain rule L6), or its holder gave it back (L7),
/// which waits for an open revocation. Figures and verifications know it from the date already.
@ApplicationScoped
class Expiring {

    private final Register register;
    private final AuditTrail audit;
    private final Clock clock;

    Expiring(Register register, AuditTrail audit, Clock clock) {
        this.register = register;
        this.audit = audit;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void expire() {
        for (Licence licence : Licences.lockOver(LocalDate.now(clock))) {
            LocalDate over = licence.end();
            register.move(
                    licence.number(), licence.status().name(), licence.status().standing(), over);
            audit.record(
                    licence.status() == LicenceStatus.SURRENDERED ? "licence.surrendered" : "licence.expired",
                    "licences/" + licence.number(),
                    AuditTrail.SYSTEM,
                    Map.of("over", over.toString(), "status", licence.status().name()));
        }
    }
}
