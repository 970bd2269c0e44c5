package org.llmregistry.registry.register;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Embeddable;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.registry.lineage.LineageChange;
import org.llmregistry.registry.naming.DeveloperName;
import org.llmregistry.registry.naming.FoldedText;
import org.llmregistry.registry.naming.ModelName;
import org.llmregistry.registry.naming.NameMatch;
import org.llmregistry.registry.naming.NameMatch.Verdict;

/// The one place where the register changes. Part of the transaction of the grant or the import.
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

    /// A row of a list of known models.
    public record KnownModel(
            String name,
            String developer,
            @Nullable Region region,
            @Nullable String category,
            List<String> baseModels,
            @Nullable String url,
            LocalDate listedSince,
            String source,
            String row,
            @Nullable String note) {

        public String key() {
            return FoldedText.of(developer) + "|" + FoldedText.of(name);
        }

        /// Names of the fields in which two editions of the row differ; its place in the list is none of them.
        Set<String> differences(KnownModel before) {
            Set<String> fields = new TreeSet<>();
            compare(fields, "name", name, before.name());
            compare(fields, "developer", developer, before.developer());
            compare(fields, "region", region, before.region());
            compare(fields, "category", category, before.category());
            compare(fields, "baseModels", baseModels, before.baseModels());
            compare(fields, "url", url, before.url());
            compare(fields, "listedSince", listedSince, before.listedSince());
            compare(fields, "note", note, before.note());
            return fields;
        }
    }

    /// Where the entry stands in a list.
    ///
    /// @param listingKey what the row is found by again: developer and name, folded; the row's number may shift
    /// @param listedName the name cell, as published
    @Embeddable
    record Listing(
            LocalDate listedSince,
            String listingKey,
            String listedName,
            String listingSource,
            String listingRow,
            @Nullable String listingNote) {}

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

    /// @param doubts entries that may be the same model; a person must look
    public record Placed(UUID entryId, Outcome outcome, List<NameMatch.Candidate> doubts) {}

    public Placed list(KnownModel model, Act act) {
        RegisterEntry known = RegisterEntry.withListing(model.key()).orElse(null);
        if (known != null) {
            return change(known, known.list(model), act);
        }
        NameMatch.Listed listed =
                new NameMatch.Listed(new UUID(0, 0), ModelName.of(model.name()), DeveloperName.of(model.developer()));
        List<RegisterEntry> same = new ArrayList<>();
        List<NameMatch.Candidate> doubts = new ArrayList<>();
        for (RegisterEntry unlisted : Likeness.unlistedLike(listed)) {
            Verdict worst = new Verdict.Unknown();
            for (EntryLicence licence : EntryLicence.of(List.of(unlisted.id()))) {
                Verdict verdict = NameMatch.judge(ModelName.of(licence.modelName()), licence.holder(), List.of(listed));
                worst = verdict instanceof Verdict.Unknown ? worst : verdict;
            }
            switch (worst) {
                case Verdict.Same ignored -> same.add(unlisted);
                case Verdict.Unsure unsure ->
                    unsure.candidates()
                            .forEach(each -> doubts.add(new NameMatch.Candidate(unlisted.id(), each.reason())));
                case Verdict.Unknown ignored -> {}
            }
        }
        if (same.size() == 1) {
            RegisterEntry joined = same.getFirst();
            return change(joined, joined.list(model), act);
        }
        same.forEach(each -> doubts.add(new NameMatch.Candidate(each.id(), NameMatch.Reason.SEVERAL_AGREE)));
        return create(RegisterEntry.listed(model), List.of(), act, doubts);
    }

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
        List<NameMatch.Candidate> doubts = verdict instanceof Verdict.Unsure unsure ? unsure.candidates() : List.of();
        if (!created || own != null) {
            LineageChange.of(target.id(), licence.decidedOn());
        }
        if (created) {
            return create(target, List.of(entered), act, doubts);
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

    private Placed create(RegisterEntry entry, List<EntryLicence> licences, Act act, List<NameMatch.Candidate> doubts) {
        entry.refresh(licences);
        entry.persist();
        audit.record(
                "register.entry-listed",
                "register/" + entry.id(),
                act.actor(),
                Map.of(
                        "cause", act.cause(),
                        "kind", entry.kind().name(),
                        "knownSince", entry.knownSince().toString()));
        return new Placed(entry.id(), Outcome.CREATED, doubts);
    }

    private Placed change(RegisterEntry entry, Set<String> fields, Act act) {
        if (fields.isEmpty()) {
            return new Placed(entry.id(), Outcome.UNCHANGED, List.of());
        }
        entry.refresh(EntryLicence.of(List.of(entry.id())));
        audit.record(
                "register.entry-changed",
                "register/" + entry.id(),
                act.actor(),
                Map.of("cause", act.cause(), "changed", List.copyOf(new TreeSet<>(fields))));
        return new Placed(entry.id(), Outcome.UPDATED, List.of());
    }

    static void compare(Set<String> changed, String field, @Nullable Object one, @Nullable Object other) {
        if (!Objects.equals(one, other)) {
            changed.add(field);
        }
    }
}
