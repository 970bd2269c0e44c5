package org.llmregistry.audit.erasure;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.llmregistry.audit.AuditProblem;
import org.llmregistry.audit.entry.Entry;
import org.llmregistry.audit.personal.PersonalPart;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.audit.series.SelectedLog;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;

/// Finds the personal parts of entries: still there, erased, or never there.
@ApplicationScoped
class PersonalData {

    private final AgroalDataSource database;
    private final SelectedLog selected;
    private final ObjectMapper json;

    PersonalData(AgroalDataSource database, SelectedLog selected, ObjectMapper json) {
        this.database = database;
        this.selected = selected;
        this.json = json;
    }

    PersonalPart at(long index) throws SQLException {
        AuditLog log = selected.orFirst();
        Entry entry = Entry.at(log, index).orElseThrow(() -> Refusal.notFound("Entry " + index));
        if (!isCommitted(entry)) {
            throw Refusal.notFound("Personal data of entry " + index);
        }
        try (Connection connection = database.getConnection()) {
            return PersonalPart.of(connection, log.id(), index)
                    .orElseThrow(() ->
                            Refusal.of(AuditProblem.ERASED, "Of entry %d the commitment is left.".formatted(index)));
        }
    }

    /// Those of the entries whose personal parts were not erased yet; refuses what never had one.
    List<Long> there(AuditLog log, List<Long> indexes) throws SQLException {
        Set<Long> committed = Entry.at(log, indexes).stream()
                .filter(this::isCommitted)
                .map(Entry::index)
                .collect(Collectors.toSet());
        List<Violation> faults = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < indexes.size(); i++) {
            long index = indexes.get(i);
            if (!seen.add(index) || !committed.contains(index)) {
                faults.add(new Violation(
                        "/entries/" + i, "personal", "Entry %d has none, or is named twice.".formatted(index)));
            }
        }
        if (!faults.isEmpty()) {
            throw Refusal.of(
                    AuditProblem.NOTHING_PERSONAL, "%d faults; nothing was erased.".formatted(faults.size()), faults);
        }
        try (Connection connection = database.getConnection()) {
            Set<Long> there = PersonalPart.there(connection, log.id(), indexes);
            return indexes.stream().filter(there::contains).toList();
        }
    }

    /// The log alone writes this member, of what a service sent as personal.
    private boolean isCommitted(Entry entry) {
        try {
            return json.readTree(entry.body()).at("/event/data").has(PersonalPart.COMMITMENT);
        } catch (IOException ours) {
            throw new UncheckedIOException(ours);
        }
    }
}
