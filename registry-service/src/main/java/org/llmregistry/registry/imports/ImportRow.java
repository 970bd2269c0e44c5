package org.llmregistry.registry.imports;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.copy.TableCopy;
import org.llmregistry.registry.register.Register;

/// What became of one row of a list.
@Entity
@SuppressWarnings("UnusedVariable") // columns that only queries read
class ImportRow extends PanacheEntityBase {

    /// REJECTED changed nothing; REPORTED was taken, apart from the entries that it may be the same as.
    @Schema(name = "ImportRowOutcome")
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

    static ImportRow of(UUID importId, long line, String key, Register.Placed placed) {
        Outcome outcome = Outcome.valueOf(placed.outcome().name());
        ImportRow row = new ImportRow(importId, line, placed.doubts().isEmpty() ? outcome : Outcome.REPORTED, key);
        row.entryId = placed.entryId();
        if (!placed.doubts().isEmpty()) {
            row.candidates = placed.doubts().stream().map(Register.Doubt::id).toList();
            row.problem = placed.doubts().stream().map(ImportRow::describe).collect(Collectors.joining(" "));
            row.howToMend =
                    "The row was taken as an entry of its own. Compare it with the candidates: nothing is joined"
                            + " unless name and developer agree.";
        }
        return row;
    }

    private static String describe(Register.Doubt doubt) {
        return switch (doubt.reason()) {
            case SAME_NAME_OTHER_DEVELOPER ->
                "'%s' has the same name but another developer, '%s'.".formatted(doubt.name(), doubt.developer());
            case SAME_DEVELOPER_SIMILAR_NAME ->
                "'%s' of the same developer, '%s', has a similar name.".formatted(doubt.name(), doubt.developer());
            case SEVERAL_AGREE ->
                "'%s' of '%s' agrees as well as another entry.".formatted(doubt.name(), doubt.developer());
        };
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

    /// Of the rows that were read before: the first line about each of these things.
    static Map<String, Long> lines(UUID importId, Collection<String> keys) {
        List<?> found = getEntityManager()
                .createNativeQuery("""
                        SELECT row_key, min(line) FROM import_row
                        WHERE import_id = ?1 AND row_key = ANY (string_to_array(?2, chr(10))) GROUP BY row_key
                        """)
                .setParameter(1, importId)
                .setParameter(2, String.join("\n", keys))
                .getResultList();
        Map<String, Long> lines = new HashMap<>();
        for (Object row : found) {
            Object[] columns = (Object[]) row;
            lines.put((String) columns[0], ((Number) columns[1]).longValue());
        }
        return lines;
    }

    static void write(TableCopy copy, List<ImportRow> rows) {
        copy.write(
                "import_row",
                List.of("import_id", "line", "outcome", "row_key", "problem", "how_to_mend", "entry_id", "candidates"),
                rows,
                row -> new @Nullable Object[] {
                    row.id.importId(),
                    row.id.line(),
                    row.outcome,
                    row.rowKey,
                    row.problem,
                    row.howToMend,
                    row.entryId,
                    row.candidates
                });
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
