package org.llmregistry.registry.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.imports.RowReading.Read;
import org.llmregistry.registry.licence.EarlierDecisions;
import org.llmregistry.registry.register.KnownModels;
import org.llmregistry.registry.register.Register;

/// Does what the rows of a batch say, in their order.
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class RowTaking {

    private final KnownModels knownModels;
    private final EarlierDecisions earlierDecisions;

    RowTaking(KnownModels knownModels, EarlierDecisions earlierDecisions) {
        this.knownModels = knownModels;
        this.earlierDecisions = earlierDecisions;
    }

    /// @return what became of each
    List<ImportRow> take(Import held, long read, List<Read> batch) {
        List<Read> rows = refuseTwice(held, read, batch);
        List<KnownModels.Draft> models = new ArrayList<>();
        for (Read row : rows) {
            if (row instanceof Read.Known known) {
                models.add(known.model());
            }
        }
        Register.Act act = new Register.Act(held.startedBy(), held.subject());
        var listed = knownModels.list(models, act).iterator();
        return rows.stream()
                .map(row -> switch (row) {
                    case Read.Known known ->
                        ImportRow.of(held.id(), known.line(), known.model().key(), listed.next());
                    case Read.Decided decided ->
                        ImportRow.of(
                                held.id(),
                                decided.line(),
                                decided.decision().number(),
                                earlierDecisions.record(decided.decision(), act));
                    case Read.Refused refused ->
                        ImportRow.rejected(held.id(), refused.line(), refused.problem(), refused.howToMend());
                })
                .toList();
    }

    /// A list tells of each thing once: the first row counts, whichever batch it was in.
    private static List<Read> refuseTwice(Import held, long read, List<Read> batch) {
        List<String> keys =
                batch.stream().map(RowTaking::key).filter(Objects::nonNull).toList();
        Map<String, Long> lines = read > 0 && !keys.isEmpty() ? ImportRow.lines(held.id(), keys) : new HashMap<>();
        List<Read> rows = new ArrayList<>();
        for (Read row : batch) {
            String key = key(row);
            Long earlier = key == null ? null : lines.putIfAbsent(key, row.line());
            rows.add(
                    earlier == null
                            ? row
                            : new Read.Refused(
                                    row.line(),
                                    "Line %d is about the same thing.".formatted(earlier),
                                    "Keep one of the two lines."));
        }
        return rows;
    }

    private static @Nullable String key(Read row) {
        return switch (row) {
            case Read.Known known -> known.model().key();
            case Read.Decided decided -> decided.decision().number();
            case Read.Refused ignored -> null;
        };
    }
}
