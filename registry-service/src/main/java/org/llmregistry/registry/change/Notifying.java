package org.llmregistry.registry.change;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.outbox.Inbox;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.registry.change.ChangeObjectionResource.ReceiveObjection;
import org.llmregistry.registry.change.Weighing.Weighed;
import org.llmregistry.registry.licence.Licence;
import org.llmregistry.registry.licence.Licences;
import org.llmregistry.registry.notice.LicenceNotice;
import org.llmregistry.registry.notice.NoticeKind;
import org.llmregistry.registry.review.ReviewMessages;
import org.llmregistry.registry.review.Scheme.ChangeClass;

/// Takes a notification, or says what it would be refused for: both weigh it alike. Takes the office's objection.
@ApplicationScoped
@Transactional
class Notifying {

    private final Weighing weighing;
    private final ReviewMessages review;
    private final Inbox inbox;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    Notifying(Weighing weighing, ReviewMessages review, Inbox inbox, AuditTrail audit, Caller caller, Clock clock) {
        this.weighing = weighing;
        this.review = review;
        this.inbox = inbox;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @Idempotent
    ChangeView.Proposal propose(String number, NotifyChange command) {
        UUID vendor = caller.requireVendor();
        return ChangeView.Proposal.of(weighing.weigh(Licences.lockedOf(vendor, number), vendor, command));
    }

    @Idempotent
    ChangeView notify(String number, NotifyChange command) {
        UUID vendor = caller.requireVendor();
        Licence licence = Licences.lockedOf(vendor, number);
        if (command.changeClass() == null) {
            throw Refusal.invalid("/changeClass", "required", "Declare a class; …/changes/validations proposes one.");
        }
        Weighed weighed = weighing.weigh(licence, vendor, command);
        weighed.refusals().stream().findFirst().ifPresent(refusal -> {
            throw refusal;
        });
        ChangeClass declared = weighed.declared().orElseThrow();
        Instant now = clock.instant();
        LicenceChange change = new LicenceChange(
                licence.id(),
                declared,
                command,
                weighed.found(),
                weighed.isLate(command.effectiveOn()),
                weighed.objectionUntil(),
                now);
        change.persistAndFlush();
        review.changed(change.message(licence));
        audit.record(
                "licence.change-notified",
                "licences/" + licence.number(),
                caller.id(),
                Map.of(
                        "number", change.number(),
                        "changeClass", declared.code(),
                        "duty", declared.duty().name(),
                        "fields", weighed.found().pointers()));
        return change.toView(weighed.today());
    }

    /// @return false when the message had its effect before
    boolean object(ReceiveObjection message) {
        LicenceChange change = LicenceChange.locked(message.changeId());
        if (!inbox.isNew(message.messageId())) {
            return false;
        }
        change.object(message.reasons(), message.objectedAt());
        LicenceChange.flush();
        Map<String, Object> facts = Map.of("number", change.number());
        LicenceNotice.tell(
                change.licenceId(),
                NoticeKind.CHANGE_OBJECTED,
                clock.instant(),
                Map.of("number", change.number(), "reasons", message.reasons()));
        Licence licence = Licence.findById(change.licenceId());
        audit.record("licence.change-objected", "licences/" + licence.number(), AuditTrail.SYSTEM, facts);
        return true;
    }

    List<ChangeView> list(String number) {
        Licence licence = Licences.requireOf(caller.requireVendor(), number);
        LocalDate today = weighing.today(licence);
        return LicenceChange.of(licence.id()).stream()
                .map(change -> change.toView(today))
                .toList();
    }

    ChangeView get(String number, int change) {
        Licence licence = Licences.requireOf(caller.requireVendor(), number);
        return LicenceChange.require(licence.id(), change).toView(weighing.today(licence));
    }
}
