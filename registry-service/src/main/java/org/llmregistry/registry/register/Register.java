package org.llmregistry.registry.register;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.registry.lineage.LineageChange;
import org.llmregistry.registry.naming.NameMatch;
import org.llmregistry.registry.naming.NameMatch.Verdict;

/// The one place where the register changes, beside [KnownModels] for lists of models. Part of the transaction of the
/// grant or the import.
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Register {

    private final AuditTrail audit;

    Register(AuditTrail audit) {
        this.audit = audit;
    }

    /// Who changes the register, and why.
    ///
    /// @param cause subject of the cause: `imports/{id}`, `licences/{number}`
    public record Act(String actor, String cause) {}

    /// The public columns of a licence.
    ///
    /// @param modelName as published with the decision
    /// @param status    word of the licence's state
    public record PublicLicence(
            String number,
            RegisterEntry.Kind kind,
            String track,
            String modelName,
            String holder,
            @Nullable Region region,
            LocalDate decidedOn,
            @Nullable LocalDate validTo,
            @Nullable String versionLabel,
            List<String> conditions,
            @Nullable String note,
            String status) {}

    /// A model that a vendor registered with us.
    public record OwnModel(UUID modelId, List<String> baseModels, List<UUID> baseEntries) {}

    /// A time in which one application lay with the office: from a submission to a return, withdrawal or decision.
    /// It names a register entry only when that model is known without the application.
    @Entity
    @Table(name = "review_period")
    @SuppressWarnings("UnusedVariable") // columns that only queries read
    static class ReviewPeriod extends PanacheEntityBase {

        @Id
        private UUID id;

        private UUID applicationId;
        private @Nullable UUID entryId;
        private LocalDate fromOn;
        private @Nullable LocalDate toOn;

        @SuppressWarnings("NullAway.Init") // filled by Hibernate
        protected ReviewPeriod() {}

        ReviewPeriod(UUID applicationId, @Nullable UUID entryId, LocalDate fromOn) {
            this.id = Ids.next();
            this.applicationId = applicationId;
            this.entryId = entryId;
            this.fromOn = fromOn;
        }

        /// The clocks of two services may differ by a day's end: a review never ends before it began.
        void end(LocalDate on) {
            toOn = on.isBefore(fromOn) ? fromOn : on;
        }

        static Optional<ReviewPeriod> running(UUID applicationId) {
            return find("applicationId = ?1 and toOn is null", applicationId).firstResultOptional();
        }
    }

    /// What a licence's status means for the figures of the register.
    public enum Standing {
        IN_FORCE,
        SUSPENDED,
        ENDED
    }

    public enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    /// An entry that may be the same model, as it was called at that moment.
    public record Doubt(UUID id, NameMatch.Reason reason, String name, String developer) {
        static Doubt about(RegisterEntry entry, NameMatch.Reason reason) {
            return new Doubt(entry.id(), reason, entry.name(), entry.developer());
        }
    }

    /// @param doubts entries that may be the same model; a person must look
    public record Placed(UUID entryId, Outcome outcome, List<Doubt> doubts) {}

    public Placed enter(PublicLicence licence, @Nullable OwnModel own, Act act) {
        EntryLicence known = EntryLicence.findById(licence.number());
        if (known != null) {
            RegisterEntry entry = RegisterEntry.findById(known.entryId());
            return change(entry, known.correct(licence), act);
        }
        Verdict verdict = new Verdict.Unknown();
        RegisterEntry entry =
                own == null ? null : RegisterEntry.ofModel(own.modelId()).orElse(null);
        if (entry == null && licence.kind() == RegisterEntry.Kind.MODEL) {
            verdict = Likeness.judge(licence, own);
            entry = verdict instanceof Verdict.Same same ? RegisterEntry.findById(same.id()) : null;
        }
        boolean created = entry == null;
        RegisterEntry target = entry == null ? RegisterEntry.licensed(licence) : entry;
        if (own != null) {
            target.describe(own.modelId(), own.baseModels(), own.baseEntries());
        }
        target.persist();
        EntryLicence entered = new EntryLicence(target.id(), licence);
        entered.persist();
        new EntryLicence.Period(licence.number(), licence.status(), Standing.IN_FORCE, licence.decidedOn()).persist();
        List<Doubt> doubts = verdict instanceof Verdict.Unsure unsure ? doubts(unsure) : List.of();
        if (!created || own != null) {
            LineageChange.of(target.id(), licence.decidedOn());
        }
        if (created) {
            target.refresh(List.of(entered));
            audit.record(act.actor(), listed(target, act));
            return new Placed(target.id(), Outcome.CREATED, doubts);
        }
        change(target, Set.of("licences"), act);
        return new Placed(target.id(), Outcome.CREATED, doubts);
    }

    /// A licence moves to another status: no earlier than it got its present one.
    public void move(String number, String status, Standing standing, LocalDate on) {
        EntryLicence.Period before = EntryLicence.Period.current(number);
        LocalDate from = on.isBefore(before.fromOn()) ? before.fromOn() : on;
        before.end(from);
        new EntryLicence.Period(number, status, standing, from).persist();
        LineageChange.of(EntryLicence.<EntryLicence>findById(number).entryId(), from);
    }

    /// How a licence stood from its first day on.
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<EntryView.StatusSince> history(String number) {
        return EntryLicence.Period.of(List.of(number)).stream()
                .map(period -> new EntryView.StatusSince(period.status(), period.fromOn()))
                .toList();
    }

    /// An application comes under review.
    public void startReview(UUID applicationId, UUID modelId, String modelName, String developer, LocalDate on) {
        if (ReviewPeriod.running(applicationId).isEmpty()) {
            UUID entry = RegisterEntry.ofModel(modelId)
                    .map(RegisterEntry::id)
                    .orElseGet(
                            () -> Likeness.judge(modelName, developer) instanceof Verdict.Same same ? same.id() : null);
            new ReviewPeriod(applicationId, entry, on).persist();
        }
    }

    /// An application leaves review: returned, withdrawn or decided.
    public void endReview(UUID applicationId, LocalDate on) {
        ReviewPeriod.running(applicationId).ifPresent(period -> period.end(on));
    }

    private static List<Doubt> doubts(Verdict.Unsure unsure) {
        return unsure.candidates().stream()
                .map(candidate -> Doubt.about(RegisterEntry.findById(candidate.id()), candidate.reason()))
                .toList();
    }

    private Placed change(RegisterEntry entry, Set<String> fields, Act act) {
        if (fields.isEmpty()) {
            return new Placed(entry.id(), Outcome.UNCHANGED, List.of());
        }
        entry.refresh(EntryLicence.of(List.of(entry.id())));
        audit.record(act.actor(), changed(entry, fields, act));
        return new Placed(entry.id(), Outcome.UPDATED, List.of());
    }

    static AuditTrail.Change listed(RegisterEntry entry, Act act) {
        return new AuditTrail.Change(
                "register.entry-listed",
                "register/" + entry.id(),
                Map.of(
                        "cause", act.cause(),
                        "kind", entry.kind().name(),
                        "knownSince", entry.knownSince().toString()));
    }

    static AuditTrail.Change changed(RegisterEntry entry, Set<String> fields, Act act) {
        return new AuditTrail.Change(
                "register.entry-changed",
                "register/" + entry.id(),
                Map.of("cause", act.cause(), "changed", List.copyOf(new TreeSet<>(fields))));
    }

    static void compare(Set<String> changed, String field, @Nullable Object one, @Nullable Object other) {
        if (!Objects.equals(one, other)) {
            changed.add(field);
        }
    }
}
