package org.llmregistry.registry.imports;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// What became of one row of a list.
@Entity
@SuppressWarnings("UnusedVariable") // columns that only queries read
class ImportRow extends PanacheEntityBase {

    /// REJECTED changed nothing; REPORTED was taken, apart from the entries that it may be the same as.
    enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED,
        REJECTED,
        REPORTED
    }

    @Embeddable
    record Id(UUID importId, long line) {}

    @EmbeddedId
    private Id id;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    private @Nullable String rowKey;
    private @Nullable String problem;
    private @Nullable String howToMend;
    private @Nullable UUID entryId;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<UUID> candidates = List.of();

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ImportRow() {}

    private ImportRow(UUID importId, long line, Outcome outcome, @Nullable String rowKey) {
        this.id = new Id(importId, line);
        this.outcome = outcome;
        this.rowKey = rowKey;
    }

    static ImportRow taken(UUID importId, long line, String key, Outcome outcome, UUID entryId) {
        ImportRow row = new ImportRow(importId, line, outcome, key);
        row.entryId = entryId;
        return row;
    }

    static ImportRow reported(
            UUID importId, long line, String key, UUID entryId, List<UUID> candidates, String problem, String mend) {
        ImportRow row = taken(importId, line, key, Outcome.REPORTED, entryId);
        row.candidates = List.copyOf(candidates);
        row.problem = problem;
        row.howToMend = mend;
        return row;
    }

    static ImportRow rejected(UUID importId, long line, String problem, String mend) {
        ImportRow row = new ImportRow(importId, line, Outcome.REJECTED, null);
        row.problem = problem;
        row.howToMend = mend;
        return row;
    }

    long line() {
        return id.line();
    }

    Outcome outcome() {
        return outcome;
    }

    @Nullable
    String problem() {
        return problem;
    }

    @Nullable
    String howToMend() {
        return howToMend;
    }

    @Nullable
    UUID entryId() {
        return entryId;
    }

    List<UUID> candidates() {
        return candidates;
    }

    static Optional<ImportRow> withKey(UUID importId, String key) {
        return find("id.importId = ?1 and rowKey = ?2 order by id.line", importId, key)
                .firstResultOptional();
    }

    static List<ImportRow> after(UUID importId, @Nullable Outcome outcome, long line, int limit) {
        return find(
                        "id.importId = ?1 and id.line > ?2 and (?3 is null or outcome = ?3) order by id.line",
                        importId,
                        line,
                        outcome)
                .page(0, limit)
                .list();
    }

    static long count(UUID importId, @Nullable Outcome outcome) {
        return count("id.importId = ?1 and (?2 is null or outcome = ?2)", importId, outcome);
    }
}
