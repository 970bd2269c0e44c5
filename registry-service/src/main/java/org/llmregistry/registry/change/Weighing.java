package org.llmregistry.registry.change;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.registry.RegistryProblem;
import org.llmregistry.registry.application.Application;
import org.llmregistry.registry.change.ChangedFields.Found;
import org.llmregistry.registry.document.Document;
import org.llmregistry.registry.dossier.Completeness;
import org.llmregistry.registry.dossier.Dossier;
import org.llmregistry.registry.dossier.Dossier.DocumentReference;
import org.llmregistry.registry.licence.Licence;
import org.llmregistry.registry.licence.Licences;
import org.llmregistry.registry.review.AuthorityDay;
import org.llmregistry.registry.review.Scheme;
import org.llmregistry.registry.review.Scheme.ChangeClass;
import org.llmregistry.registry.review.Scheme.ChangeClass.Duty;

/// Holds a notification against the scheme that the licence was granted under, and says everything that is wrong.
@ApplicationScoped
class Weighing {

    private final ChangedFields fields;
    private final Clock clock;

    Weighing(ChangedFields fields, Clock clock) {
        this.fields = fields;
        this.clock = clock;
    }

    /// @param declared by the holder; what the fields ask for when it declared none
    /// @param required what the fields ask for
    record Weighed(
            LocalDate today,
            Found found,
            Optional<ChangeClass> declared,
            Optional<ChangeClass> required,
            List<Refusal> refusals) {

        /// Told later than the scheme wants.
        boolean isLate(LocalDate effectiveOn) {
            return declared.filter(each -> each.duty() != Duty.NOTIFY_AND_WAIT && each.days() != null)
                    .filter(each -> today.isAfter(effectiveOn.plusDays(Objects.requireNonNull(each.days()))))
                    .isPresent();
        }

        /// The day of the notice does not count.
        @Nullable
        LocalDate objectionUntil() {
            return declared.filter(each -> each.duty() == Duty.NOTIFY_AND_WAIT && each.days() != null)
                    .map(each -> today.plusDays(Objects.requireNonNull(each.days())))
                    .orElse(null);
        }
    }

    Weighed weigh(Licence licence, UUID vendor, NotifyChange command) {
        Scheme scheme = Licences.schemeOf(licence);
        LocalDate today = AuthorityDay.dayOf(clock.instant(), scheme);
        ChangeClasses classes = new ChangeClasses(scheme.changeClasses());
        Found found = fields.of(licence, command, today);
        Optional<ChangeClass> required = classes.required(found.pointers());
        Optional<ChangeClass> declared =
                command.changeClass() == null ? required : classes.named(command.changeClass());
        List<Refusal> refusals = new ArrayList<>();
        Weighed weighed = new Weighed(today, found, declared, required, refusals);
        if (command.changeClass() != null && declared.isEmpty()) {
            refusals.add(Refusal.of(
                    RegistryProblem.UNKNOWN_CHANGE_CLASS,
                    "It has these: %s.".formatted(classes.codes()),
                    List.of(new Violation("/changeClass", "known-class", "Declare one of: " + classes.codes()))));
        }
        declared.flatMap(each -> classes.refusal(each, found, licence.number())).ifPresent(refusals::add);
        LocalDate until = weighed.objectionUntil();
        if (until != null && !command.effectiveOn().isAfter(until)) {
            refusals.add(Refusal.invalid(
                    "/effectiveOn", "wait", "The office may object until %s; start later than that.".formatted(until)));
        }
        refusals.addAll(incomplete(licence, vendor, command, scheme, found, today));
        return weighed;
    }

    LocalDate today(Licence licence) {
        return AuthorityDay.dayOf(clock.instant(), Licences.schemeOf(licence));
    }

    /// A dossier that is notified is as complete as one that is submitted; what is licensed need not be uploaded
    /// again.
    private static List<Refusal> incomplete(
            Licence licence, UUID vendor, NotifyChange command, Scheme scheme, Found found, LocalDate today) {
        List<Refusal> refusals = new ArrayList<>();
        List<Violation> missing = Document.missing(vendor, command.documents(), "/documents");
        if (!missing.isEmpty()) {
            refusals.add(Refusal.of(RegistryProblem.DOCUMENT_MISSING, "Upload them first.", missing));
        }
        Dossier after = found.after();
        if (command.dossier() != null && after != null) {
            Set<String> known = new HashSet<>(Document.uploadedBy(vendor, hashes(after)));
            known.addAll(hashes(found.licensed()));
            Application application = Application.require(licence.requireApplication());
            List<Violation> faults =
                    Completeness.faultsOf(after, scheme, application.track(), application.region(), known, today);
            if (!faults.isEmpty()) {
                refusals.add(Refusal.of(
                        RegistryProblem.DOSSIER_INCOMPLETE, "%d things are missing.".formatted(faults.size()), faults));
            }
        }
        return refusals;
    }

    private static List<String> hashes(Dossier dossier) {
        return dossier.documents().stream().map(DocumentReference::sha256).toList();
    }
}
