package org.llmregistry.registry.holder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.registry.RegistryProblem;
import org.llmregistry.registry.holder.Transfer.OfferTransfer;
import org.llmregistry.registry.licence.Licence;
import org.llmregistry.registry.licence.LicenceStatus;
import org.llmregistry.registry.licence.LicenceView;
import org.llmregistry.registry.licence.Licences;
import org.llmregistry.registry.notice.LicenceNotice;
import org.llmregistry.registry.notice.NoticeKind;
import org.llmregistry.registry.review.AuthorityDay;
import org.llmregistry.registry.review.Scheme;
import org.llmregistry.registry.vendor.Vendor;

/// The holder offers its licence to another vendor, and that vendor accepts.
@ApplicationScoped
@Transactional
class Transferring {

    private final OpenProceedings proceedings;
    private final Telling telling;
    private final Caller caller;
    private final Clock clock;

    Transferring(OpenProceedings proceedings, Telling telling, Caller caller, Clock clock) {
        this.proceedings = proceedings;
        this.telling = telling;
        this.caller = caller;
        this.clock = clock;
    }

    @Idempotent
    Transfer.View offer(String number, OfferTransfer command) {
        Vendor from = Vendor.actingIn(caller);
        Licence licence = Licences.lockedOf(from.id(), number);
        Scheme scheme = Licences.schemeOf(licence);
        if (!scheme.holding().transferable()) {
            throw Refusal.of(
                    RegistryProblem.NOT_TRANSFERABLE,
                    "By %s a licence does not pass to another holder.".formatted(scheme.name()));
        }
        refuseWhileNotTransferable(licence);
        String to = Vendor.legalNameOf(command.toVendor())
                .filter(any -> !command.toVendor().equals(from.id()))
                .orElseThrow(() -> Refusal.invalid("/toVendor", "another-vendor", "Name another vendor by its id."));
        Instant now = clock.instant();
        Transfer.newest(licence.id()).filter(Transfer::isOffered).ifPresent(open -> open.drop(now));
        Transfer.flush();
        Transfer transfer = new Transfer(licence.id(), from, to, command, now);
        transfer.persistAndFlush();
        telling.record("licence.transfer-offered", licence, Map.of("toVendor", command.toVendor()));
        return transfer.toView(licence.number());
    }

    /// The other vendor's word; with it the licence has another holder.
    @Idempotent
    Transfer.View accept(String number) {
        UUID vendor = caller.requireVendor();
        Transfer offered = Licences.withNumber(number)
                .flatMap(licence -> Transfer.newest(licence.id()))
                .filter(transfer -> transfer.isOfferedTo(vendor))
                .orElseThrow(() -> missing(number));
        Licence licence = Licences.lockedOf(offered.fromVendor(), number);
        Transfer.getEntityManager().refresh(offered); // under the lock: another offer may have taken its place
        if (!offered.isOfferedTo(vendor)) {
            throw missing(number);
        }
        refuseWhileNotTransferable(licence);
        Instant now = clock.instant();
        LocalDate today = AuthorityDay.dayOf(now, Licences.schemeOf(licence));
        licence.passTo(vendor, offered.toHolder());
        Licence.flush(); // first: only an open offer lets the other vendor write the licence (ADR 0019)
        offered.accept(now, today);
        Transfer.flush();
        telling.publish(licence);
        LicenceNotice.tell(licence.id(), NoticeKind.TRANSFERRED, now, Map.of("from", offered.fromHolder()));
        telling.tell(
                licence, offered.id(), "TRANSFER", offered.reasons(), List.of(), offered.toHolder(), today, false, now);
        telling.record("licence.transferred", licence, Map.of("fromVendor", offered.fromVendor(), "toVendor", vendor));
        return offered.toView(licence.number());
    }

    /// For the two parties only.
    Transfer.View transferOf(String number) {
        UUID vendor = caller.requireVendor();
        Licence licence = Licences.withNumber(number).orElseThrow(() -> missing(number));
        return Transfer.newest(licence.id())
                .filter(transfer -> transfer.isBetween(vendor))
                .orElseThrow(() -> missing(number))
                .toView(licence.number());
    }

    /// Everybody who held it, the first one first.
    List<Transfer.Holder> holders(String number) {
        Licence licence = require(number);
        LicenceView view = licence.toView();
        List<Transfer> transfers = Transfer.accepted(licence.id());
        List<Transfer.Holder> holders = new ArrayList<>();
        holders.add(new Transfer.Holder(
                transfers.isEmpty() ? view.holder() : transfers.getFirst().fromHolder(), view.validFrom()));
        transfers.forEach(transfer -> holders.add(new Transfer.Holder(transfer.toHolder(), transfer.acceptedOn())));
        return holders;
    }

    private void refuseWhileNotTransferable(Licence licence) {
        proceedings.refuseWhileOpen(licence);
        if (licence.status() == LicenceStatus.SUSPENDED) {
            throw Refusal.of(RegistryProblem.NOT_TRANSFERABLE, "It is suspended.");
        }
    }

    private static Licence require(String number) {
        return Licences.withNumber(number).orElseThrow(() -> Refusal.notFound("The licence " + number));
    }

    private static Refusal missing(String number) {
        return Refusal.notFound("An offer of the licence %s to you".formatted(number));
    }
}
