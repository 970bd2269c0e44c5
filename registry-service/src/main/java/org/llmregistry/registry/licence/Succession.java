package org.llmregistry.registry.licence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.registry.application.Application;
import org.llmregistry.registry.application.ApplicationStatus;
import org.llmregistry.registry.kind.ApplicationKind;
import org.llmregistry.registry.licence.DecisionResource.ReceiveDecision;
import org.llmregistry.registry.register.Register;
import org.llmregistry.registry.register.RegisterEntry;
import org.llmregistry.registry.review.Scheme;

/// What becomes of a licence that an application is about (docs/kinds.md): more time, another version in its
/// place, other conditions.
@ApplicationScoped
class Succession {

    private final Register register;
    private final AuditTrail audit;

    Succession(Register register, AuditTrail audit) {
        this.register = register;
        this.audit = audit;
    }

    /// The same licence for longer, on the conditions of the new decision.
    Licence renew(Application application, ReceiveDecision decision, Scheme.Track track) {
        Licence licence = concerned(application);
        licence.renew(application.id(), Period.parse(Objects.requireNonNull(track.validity())));
        record(
                "licence.renewed",
                licence,
                Map.of("applicationId", application.id().toString()));
        return changeConditions(licence, decision);
    }

    /// The version takes the place of the one that was licensed before.
    Licence supersede(Application application, Licence successor, ReceiveDecision decision) {
        Licence before = concerned(application);
        before.supersedeBy(successor);
        register.move(
                before.number(),
                LicenceStatus.SUPERSEDED.name(),
                LicenceStatus.SUPERSEDED.standing(),
                decision.decidedAt().atOffset(ZoneOffset.UTC).toLocalDate());
        record("licence.superseded", before, Map.of("by", successor.number()));
        return successor;
    }

    /// The answer to an appeal against a grant, or a renewal: the licence stays, its conditions are the new ones.
    Licence changeConditions(Licence licence, ReceiveDecision decision) {
        licence.replaceConditions(decision.conditions().stream()
                .map(ReceiveDecision.Condition::toCondition)
                .toList());
        record(
                "licence.conditions-changed",
                licence,
                Map.of("conditions", decision.conditions().size()));
        return licence;
    }

    /// From its submission on, a renewal keeps the licence in force past its last day.
    void startRenewal(Application application) {
        if (application.kind() == ApplicationKind.RENEWAL) {
            Licence licence = concerned(application);
            licence.awaitRenewal();
            republish(licence);
        }
    }

    /// A grant has its own say: see [#renew].
    void endRenewal(Application application, LocalDate day) {
        if (application.kind() == ApplicationKind.RENEWAL && application.status() != ApplicationStatus.APPROVED) {
            Licence licence = concerned(application);
            licence.endRenewal(day);
            republish(licence);
        }
    }

    /// The register knows the licence: only what changed is taken over.
    private void republish(Licence licence) {
        register.enter(
                licence.toView().toPublicLicence(RegisterEntry.Kind.MODEL),
                null,
                new Register.Act(AuditTrail.SYSTEM, "licences/" + licence.number()));
    }

    private void record(String event, Licence licence, Map<String, Object> facts) {
        audit.record(event, "licences/" + licence.number(), AuditTrail.SYSTEM, new HashMap<>(facts));
    }

    private static Licence concerned(Application application) {
        return Licences.lockedWithNumber(
                Objects.requireNonNull(application.concerned().licenceNumber()));
    }
}
