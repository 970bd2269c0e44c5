package org.llmregistry.review.incident;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.outbox.Inbox;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.duty.SeparationOfDuties;

/// Takes incidents in and lets an officer acknowledge them; each with its audit event.
@ApplicationScoped
@Transactional
class Incidents {

    private final Inbox inbox;
    private final SeparationOfDuties duties;
    private final AuditTrail audit;
    private final Clock clock;

    Incidents(Inbox inbox, SeparationOfDuties duties, AuditTrail audit, Clock clock) {
        this.inbox = inbox;
        this.duties = duties;
        this.audit = audit;
        this.clock = clock;
    }

    /// @return false when the message had its effect before
    boolean take(ReceiveIncident told) {
        CaseFile file = CaseFile.lockedOfApplication(told.applicationId())
                .orElseThrow(() -> Refusal.notFound("The case of application " + told.applicationId()));
        if (!inbox.isNew(told.messageId())) {
            return false;
        }
        new Incident(file.id(), told).persistAndFlush();
        record("incident.received", file.id(), told.incidentId(), AuditTrail.SYSTEM, Map.of("late", told.late()));
        return true;
    }

    /// @return false when the message had its effect before
    boolean take(ReceiveIncident.FollowUp told) {
        Incident incident = Incident.locked(told.incidentId());
        if (!inbox.isNew(told.messageId())) {
            return false;
        }
        new IncidentReport(told).persistAndFlush();
        record(
                "incident.followed-up",
                incident.caseId(),
                incident.id(),
                AuditTrail.SYSTEM,
                Map.of("number", told.number()));
        return true;
    }

    Incident acknowledge(UUID id, String person) {
        Incident incident = Incident.locked(id);
        duties.requireNoConflict(incident.caseId(), person);
        incident.acknowledge(person, clock.instant());
        Incident.flush();
        record("incident.acknowledged", incident.caseId(), id, person, Map.of());
        return incident;
    }

    private void record(String event, UUID caseId, UUID incident, String person, Map<String, Object> facts) {
        Map<String, Object> all = new HashMap<>(facts);
        all.put("incidentId", incident);
        audit.record(event, "cases/" + caseId, person, all);
    }
}
