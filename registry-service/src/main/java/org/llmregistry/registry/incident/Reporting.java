package org.llmregistry.registry.incident;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.registry.document.Document;
import org.llmregistry.registry.licence.Licence;
import org.llmregistry.registry.licence.LicenceView;
import org.llmregistry.registry.licence.Licences;
import org.llmregistry.registry.review.AuthorityDay;
import org.llmregistry.registry.review.ReviewMessages;
import org.llmregistry.registry.review.Scheme;

/// The holder reports an incident and adds to it; review and the log learn of it in the same transaction.
@ApplicationScoped
@Transactional
class Reporting {

    private final ReviewMessages review;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    Reporting(ReviewMessages review, AuditTrail audit, Caller caller, Clock clock) {
        this.review = review;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /// Whether the licence still lives does not matter: what happened before its end is reported too.
    @Idempotent
    Incident.View report(String number, ReportIncident command) {
        UUID vendor = caller.requireVendor();
        Licence licence = Licences.lockedToHolder(vendor, number);
        Instant now = clock.instant();
        if (command.knownAt().isAfter(now) || command.occurredAt().isAfter(command.knownAt())) {
            throw Refusal.invalid("/knownAt", "in-order", "After it occurred, and no later than now.");
        }
        Document.requireUploaded(vendor, command.documents(), "/documents");
        Incident incident = new Incident(licence.id(), command, isLate(licence, command.knownAt(), now), now);
        incident.persistAndFlush();
        review.reported(incident.message(licence));
        record("licence.incident-reported", licence, Map.of("number", incident.number(), "late", incident.isLate()));
        return incident.toView();
    }

    @Idempotent
    Incident.View followUp(String number, int incidentNumber, ReportIncident.FollowUp command) {
        UUID vendor = caller.requireVendor();
        Licence licence = Licences.lockedToHolder(vendor, number);
        Incident incident = Incident.require(licence.id(), incidentNumber);
        Document.requireUploaded(vendor, command.documents(), "/documents");
        Instant now = clock.instant();
        IncidentFollowUp followUp = new IncidentFollowUp(incident.id(), command, now);
        followUp.persistAndFlush();
        review.followedUp(new ReviewMessages.IncidentFollowedUp(
                Ids.next(),
                incident.id(),
                licence.requireApplication(),
                followUp.number(),
                command.report(),
                command.documents(),
                now));
        record(
                "licence.incident-followed-up",
                licence,
                Map.of("number", incidentNumber, "followUp", followUp.number()));
        return incident.toView();
    }

    private static boolean isLate(Licence licence, Instant knownAt, Instant now) {
        LicenceView.Basis basis = licence.toView().basis();
        Scheme scheme = AuthorityDay.scheme(Objects.requireNonNull(basis.schemeCode()), basis.schemeVersion());
        Integer days = scheme.holding().incidentDays();
        LocalDate known = AuthorityDay.dayOf(knownAt, scheme);
        return days != null && AuthorityDay.dayOf(now, scheme).isAfter(known.plusDays(days));
    }

    private void record(String event, Licence licence, Map<String, ?> facts) {
        audit.record(event, "licences/" + licence.number(), caller.id(), facts);
    }
}
