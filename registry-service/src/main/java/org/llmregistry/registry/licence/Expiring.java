package org.llmregistry.registry.licence;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.registry.register.Register;

/// Writes down that a licence is past its last day. Figures and verifications know it from the date already.
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
        for (Licence licence : Licences.lockExpired(LocalDate.now(clock))) {
            LocalDate over = licence.expire();
            register.move(licence.number(), LicenceStatus.EXPIRED.name(), LicenceStatus.EXPIRED.standing(), over);
            audit.record(
                    "licence.expired",
                    "licences/" + licence.number(),
                    AuditTrail.SYSTEM,
                    Map.of("over", over.toString()));
        }
    }
}
