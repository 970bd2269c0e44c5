package org.llmregistry.review.change;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.outbox.Inbox;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.duty.SeparationOfDuties;
import org.llmregistry.review.registry.RegistryMessages;

/// Takes what a holder tells, and an officer's objection to it; each with its audit event, the objection with the
/// word to the registry.
@ApplicationScoped
@Transactional
class Objecting {

    private final Inbox inbox;
    private final Assessing assessing;
    private final SeparationOfDuties duties;
    private final RegistryMessages registry;
    private final AuditTrail audit;
    private final Clock clock;
    private final ObjectMapper json;

    Objecting(
            Inbox inbox,
            Assessing assessing,
            SeparationOfDuties duties,
            RegistryMessages registry,
            AuditTrail audit,
            Clock clock,
            ObjectMapper json) {
        this.inbox = inbox;
        this.assessing = assessing;
        this.duties = duties;
        this.registry = registry;
        this.audit = audit;
        this.clock = clock;
        this.json = json;
    }

    /// @return false when the message had its effect before
    boolean take(ReceiveLicenceChange told) {
        CaseFile file = CaseFile.lockedOfApplication(told.applicationId())
                .orElseThrow(() -> Refusal.notFound("The case of application " + told.applicationId()));
        if (!inbox.isNew(told.messageId())) {
            return false;
        }
        new LicenceChange(file.id(), told, json).persistAndFlush();
        audit.record(
                "licence-change.received",
                "cases/" + file.id(),
                AuditTrail.SYSTEM,
                Map.of("changeId", told.changeId(), "kind", told.kind(), "licenceNumber", told.licenceNumber()));
        return true;
    }

    LicenceChange object(UUID id, String reasons, String person) {
        LicenceChange change = LicenceChange.locked(id);
        CaseFile file = CaseFile.of(change.caseId());
        duties.requireNoConflict(file.id(), person);
        Instant now = clock.instant();
        change.object(reasons, person, assessing.schemeOf(file).dayOf(now), now);
        LicenceChange.flush();
        registry.objected(file.applicationId(), id, reasons, now);
        audit.record(
                "licence-change.objected",
                "cases/" + file.id(),
                person,
                Map.of("changeId", id, "licenceNumber", change.licenceNumber()));
        return change;
    }
}
