package org.llmregistry.registry.licence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.registry.application.Application;
import org.llmregistry.registry.application.ApplicationStatus;
import org.llmregistry.registry.decision.ReceiveDecision;
import org.llmregistry.registry.kind.ApplicationKind;
import org.llmregistry.registry.receipt.Receipts;
import org.llmregistry.registry.register.Register;
import org.llmregistry.registry.register.RegisterEntry;
import org.llmregistry.registry.review.Scheme;
import org.llmregistry.registry.review.SchemeCopy;

/// What becomes of a licence that an application is about (docs/kinds.md): more time, another version in its
/// place, other conditions.
@ApplicationScoped
class Succession {

    private final Register register;
    private final Event<Licences.StandsAgain> stood;
    private final Receipts receipts;
    private final AuditTrail audit;

    Succession(Register register, Event<Licences.StandsAgain> stood, Receipts receipts, AuditTrail audit) {
        this.register = register;
        this.stood = stood;
        this.receipts = receipts;
        this.audit = audit;
    }

    /// The same licence for longer, on the conditions of the new decision.
    Licence renew(Application application, ReceiveDecision decision, Scheme.Track track) {
        Licence licence = concerned(application);
        licence.renew(application.id(), Period.parse(Objects.requireNonNull(track.validity())));
        UUID renewed = record(
                "licence.renewed",
                licence,
                Map.of("applicationId", application.id().toString()));
        receipts.want(renewed, application.id(), licence.number());
        return changeConditions(licence, decision);
    }

    /// The version takes the place of the one that was licensed before.
    Licence supersede(Application application, Licence successor, ReceiveDecision decision) {
        Licence before = concerned(application);
        before.supersedeBy(successor);
        register.move(
                before.number(), LicenceStatus.SUPERSEDED.name(), LicenceStatus.SUPERSEDED.standing(), dayOf(decision));
        record("licence.superseded", before, Map.of("by", successor.number()));
        return successor;
    }

    /// The answer to an appeal against a grant, or a renewal: the licence stays, its conditions are the new ones.
    Licence changeConditions(Licence licence, ReceiveDecision decision) {
        licence.replaceConditions(LicenceView.conditions(decision));
        UUID changed = record(
                "licence.conditions-changed",
                licence,
                Map.of("conditions", decision.conditions().size()));
        receipts.want(changed, decision.applicationId(), licence.number());
        return licence;
    }

    /// The answer to an appeal about what was granted before; a refusal in between had ended the licence.
    Licence grantAgain(Application application, Licence licence, ReceiveDecision decision) {
        boolean varies = application.kind() == ApplicationKind.VARIATION;
        if (varies && concerned(application).status() != LicenceStatus.SUPERSEDED) {
            supersede(application, licence, decision);
        }
        if (licence.status().isUnderOrders()) {
            stood.fire(new Licences.StandsAgain(licence.id(), dayOf(decision)));
        }
        return changeConditions(licence, decision);
    }

    /// A panel sent the application back, and it was not granted again (or was taken back): what the grant brought
    /// ends, and the licence of a varied version takes its place again.
    void endGrant(Application application, LocalDate day) {
        if (application.status() == ApplicationStatus.APPROVED) {
            return;
        }
        Licences.lockedOfApplication(application.id())
                .filter(licence -> licence.status().isUnderOrders())
                .ifPresent(licence -> {
                    licence.stand(LicenceStatus.REVOKED, null);
                    register.move(
                            licence.number(), LicenceStatus.REVOKED.name(), LicenceStatus.REVOKED.standing(), day);
                    record(
                            "licence.grant-ended",
                            licence,
                            Map.of("applicationId", application.id().toString()));
                    if (application.kind() == ApplicationKind.VARIATION) {
                        stood.fire(
                                new Licences.StandsAgain(concerned(application).id(), day));
                    }
                });
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
            boolean wasGranted = licence.licensedApplication()
                    .filter(application.id()::equals)
                    .isPresent();
            licence.endRenewal(day, wasGranted ? validity(application) : Period.ZERO, renewalBefore(application));
            republish(licence);
        }
    }

    /// The register knows the licence: only what changed is taken over.
    private void republish(Licence licence) {
        register.enter(
                licence.toView().published(RegisterEntry.Kind.MODEL),
                null,
                new Register.Act(AuditTrail.SYSTEM, "licences/" + licence.number()));
    }

    private UUID record(String event, Licence licence, Map<String, Object> facts) {
        Map<String, Object> all = new HashMap<>(facts);
        all.put("status", licence.status().name());
        return audit.record(event, "licences/" + licence.number(), AuditTrail.SYSTEM, all);
    }

    private static Period validity(Application application) {
        return SchemeCopy.find(application.schemeCode(), Objects.requireNonNull(application.schemeVersion()))
                .flatMap(scheme -> scheme.track(application.track()))
                .map(track -> Period.parse(Objects.requireNonNull(track.validity())))
                .orElseThrow();
    }

    /// The newest granted one besides this.
    private static @Nullable UUID renewalBefore(Application application) {
        Optional<Application> before = Application.<Application>find(
                        "concerned.licenceNumber = ?1 and kind = ?2 and status = ?3 and id <> ?4 order by decidedAt desc",
                        application.concerned().licenceNumber(),
                        ApplicationKind.RENEWAL,
                        ApplicationStatus.APPROVED,
                        application.id())
                .firstResultOptional();
        return before.map(Application::id).orElse(null);
    }

    private static LocalDate dayOf(ReceiveDecision decision) {
        return decision.decidedAt().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static Licence concerned(Application application) {
        return Licences.lockedWithNumber(
                Objects.requireNonNull(application.concerned().licenceNumber()));
    }
}
