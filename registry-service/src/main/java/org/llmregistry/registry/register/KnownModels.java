package org.llmregistry.registry.register;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Embeddable;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.copy.TableCopy;
import org.llmregistry.registry.naming.DeveloperName;
import org.llmregistry.registry.naming.FoldedText;
import org.llmregistry.registry.naming.LegalName;
import org.llmregistry.registry.naming.ModelName;
import org.llmregistry.registry.naming.NameMatch;
import org.llmregistry.registry.naming.NameMatch.Verdict;
import org.llmregistry.registry.register.Register.Doubt;
import org.llmregistry.registry.register.Register.Placed;

/// Brings lists of known models into the register, thousands of rows at once: what the rows could mean is fetched with
/// a few queries, judged row by row in memory, and written with one COPY. Each row sees what the rows before it did.
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class KnownModels {

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
            Register.compare(fields, "name", name, before.name());
            Register.compare(fields, "developer", developer, before.developer());
            Register.compare(fields, "region", region, before.region());
            Register.compare(fields, "category", category, before.category());
            Register.compare(fields, "baseModels", baseModels, before.baseModels());
            Register.compare(fields, "url", url, before.url());
            Register.compare(fields, "listedSince", listedSince, before.listedSince());
            Register.compare(fields, "note", note, before.note());
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
            @Nullable String listingNote) {
        static final String COLUMNS =
                "listed_since, listing_key, listed_name, listing_source, listing_row, listing_note";

        @Nullable
        Object[] columns() {
            return new @Nullable Object[] {listedSince, listingKey, listedName, listingSource, listingRow, listingNote};
        }

        KnownModel asKnownModel(
                String developer,
                @Nullable Region region,
                @Nullable String category,
                List<String> baseModels,
                @Nullable String url) {
            return new KnownModel(
                    listedName,
                    developer,
                    region,
                    category,
                    baseModels,
                    url,
                    listedSince,
                    listingSource,
                    listingRow,
                    listingNote);
        }
    }

    private final TableCopy copy;
    private final AuditTrail audit;

    KnownModels(TableCopy copy, AuditTrail audit) {
        this.copy = copy;
        this.audit = audit;
    }

    /// A row with its names taken apart. That costs more time than the rest and needs no transaction: make it before.
    public static final class Draft {

        private final KnownModel model;
        private final RegisterEntry entry;
        private final NameMatch.Listed listed;

        public Draft(KnownModel model) {
            this.model = model;
            this.entry = RegisterEntry.listed(model);
            this.entry.refresh(List.of());
            this.listed =
                    new NameMatch.Listed(entry.id(), ModelName.of(model.name()), DeveloperName.of(model.developer()));
        }

        /// What the row is about; no two rows of a call may be about the same.
        public String key() {
            return entry.listingKey();
        }
    }

    /// @return where each row went, in their order
    public List<Placed> list(List<Draft> rows, Register.Act act) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Batch batch = new Batch(rows, act);
        List<Placed> placed = rows.stream().map(batch::place).toList();
        copy.write(
                "register_entry",
                RegisterEntry.LISTED_COLUMNS,
                batch.created,
                entry -> entry.listedColumns().toArray());
        audit.recordAll(act.actor(), batch.changes);
        return placed;
    }

    private static final class Batch {

        private final Register.Act act;
        private final Map<String, RegisterEntry> known;
        private final Likeness.Unlisted unlisted;
        private final Map<UUID, List<EntryLicence>> licences;
        private final Map<String, LegalName> holders = new HashMap<>();
        private final Map<String, ModelName> names = new HashMap<>();
        private final List<RegisterEntry> created = new ArrayList<>();
        private final List<AuditTrail.Change> changes = new ArrayList<>();

        Batch(List<Draft> rows, Register.Act act) {
            this.act = act;
            this.known = Likeness.listed(rows.stream().map(Draft::key).toList());
            this.unlisted = Likeness.unlistedLike(rows.stream()
                    .filter(row -> !known.containsKey(row.key()))
                    .map(row -> row.listed)
                    .toList());
            Set<UUID> touched = new TreeSet<>(unlisted.ids());
            known.values().forEach(entry -> touched.add(entry.id()));
            this.licences = EntryLicence.byEntry(touched);
        }

        Placed place(Draft row) {
            RegisterEntry entry = known.get(row.key());
            if (entry != null) {
                return change(entry, row);
            }
            List<RegisterEntry> same = new ArrayList<>();
            List<Doubt> doubts = new ArrayList<>();
            for (RegisterEntry candidate : unlisted.like(row.listed)) {
                switch (judge(candidate, row.listed)) {
                    case Verdict.Same ignored -> same.add(candidate);
                    case Verdict.Unsure unsure ->
                        unsure.candidates().forEach(each -> doubts.add(Doubt.about(candidate, each.reason())));
                    case Verdict.Unknown ignored -> {}
                }
            }
            if (same.size() == 1) {
                return change(same.getFirst(), row);
            }
            same.forEach(each -> doubts.add(Doubt.about(each, NameMatch.Reason.SEVERAL_AGREE)));
            created.add(row.entry);
            changes.add(Register.listed(row.entry, act));
            return new Placed(row.entry.id(), Register.Outcome.CREATED, doubts);
        }

        private Verdict judge(RegisterEntry candidate, NameMatch.Listed listed) {
            Verdict worst = new Verdict.Unknown();
            for (EntryLicence licence : licences.getOrDefault(candidate.id(), List.of())) {
                Verdict verdict = NameMatch.judge(
                        names.computeIfAbsent(licence.modelName(), ModelName::of),
                        holders.computeIfAbsent(licence.holder(), LegalName::of),
                        List.of(listed));
                worst = verdict instanceof Verdict.Unknown ? worst : verdict;
            }
            return worst;
        }

        private Placed change(RegisterEntry entry, Draft row) {
            Set<String> fields = entry.list(row.model);
            if (fields.isEmpty()) {
                return new Placed(entry.id(), Register.Outcome.UNCHANGED, List.of());
            }
            entry.refresh(licences.getOrDefault(entry.id(), List.of()));
            changes.add(Register.changed(entry, fields, act));
            return new Placed(entry.id(), Register.Outcome.UPDATED, List.of());
        }
    }
}
