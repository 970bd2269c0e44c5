package org.llmregistry.registry.holder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.registry.document.Document;
import org.llmregistry.registry.licence.Licence;
import org.llmregistry.registry.licence.LicenceView;
import org.llmregistry.registry.licence.Licences;
import org.llmregistry.registry.review.AuthorityDay;
import org.llmregistry.registry.review.Scheme;

/// The holder gives its licence back. It ends the day after its last one, whoever looks: see the licence's own dates.
@ApplicationScoped
@Transactional
class Surrendering {

    private final OpenProceedings proceedings;
    private final Telling telling;
    private final Caller caller;
    private final Clock clock;

    Surrendering(OpenProceedings proceedings, Telling telling, Caller caller, Clock clock) {
        this.proceedings = proceedings;
        this.telling = telling;
        this.caller = caller;
        this.clock = clock;
    }

    @Idempotent
    Surrender.View surrender(String number, SurrenderLicence command) {
        UUID vendor = caller.requireVendor();
        Licence licence = Licences.lockedOf(vendor, number);
        proceedings.refuseWhileOpen(licence);
        Document.requireUploaded(vendor, command.documents(), "/documents");
        Instant now = clock.instant();
        Scheme scheme = Licences.schemeOf(licence);
        LocalDate today = AuthorityDay.dayOf(now, scheme);
        LocalDate last = command.lastDayOfService();
        LocalDate before = licence.toView().validTo();
        if (before != null && last.isAfter(before)) {
            throw Refusal.invalid(
                    "/lastDayOfService", "in-validity", "Not after the last day of the licence, " + before + ".");
        }
        Integer days = scheme.holding().surrenderDays();
        boolean late = days != null && today.isAfter(last.plusDays(days));
        Surrender surrender = new Surrender(licence.id(), command, late, now);
        surrender.persist();
        licence.windDown(last.isBefore(today) ? today : last); // what was verified meanwhile stays true
        Licence.flush();
        telling.publish(licence);
        telling.tell(
                licence, licence.id(), "SURRENDER", command.windDownPlan(), command.documents(), null, last, late, now);
        telling.record("licence.surrender-announced", licence, Map.of("lastDay", last.toString(), "late", late));
        return surrenderOf(licence, surrender);
    }

    Surrender.View surrenderOf(String number) {
        Licence licence = Licences.requireOf(caller.requireVendor(), number);
        return surrenderOf(
                licence,
                Surrender.<Surrender>findByIdOptional(licence.id())
                        .orElseThrow(() -> Refusal.notFound("A surrender of " + number)));
    }

    private static Surrender.View surrenderOf(Licence licence, Surrender surrender) {
        LicenceView view = licence.toView();
        return surrender.toView(view.number(), view.status(), Objects.requireNonNull(view.validTo()));
    }
}
