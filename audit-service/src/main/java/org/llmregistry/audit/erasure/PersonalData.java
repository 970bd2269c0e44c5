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
import org.llmregistry.audit.AuditProblem;
import org.llmregistry.audit.entry.Entry;
import org.llmregistry.audit.personal.PersonalPart;
import org.llmregistry.audit.tile.Tiles;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;

/// Finds the personal parts of entries: still there, erased, or never there.
@ApplicationScoped
class PersonalData {

    private final AgroalDataSource database;
    private final ObjectMapper json;

    PersonalData(AgroalDataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    PersonalPart at(long index) throws SQLException {
        Entry entry = Entry.at(index).orElseThrow(() -> Refusal.notFound("Entry " + index));
        if (!isCommitted(entry)) {
            throw Refusal.notFound("Personal data of entry " + index);
        }
        try (Connection connection = database.getConnection()) {
            return PersonalPart.of(connection, Tiles.LOG, index)
                    .orElseThrow(() ->
                            Refusal.of(AuditProblem.ERASED, "Of entry %d the commitment is left.".formatted(index)));
        }
    }

    /// Those of the entries whose personal parts were not erased yet; refuses what never had one.
    List<Long> there(List<Long> indexes) throws SQLException {
        List<Violation> faults = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < indexes.size(); i++) {
            long index = indexes.get(i);
            if (!seen.add(index) || Entry.at(index).filter(this::isCommitted).isEmpty()) {
                faults.add(new Violation(
                        "/entries/" + i, "personal", "Entry %d has none, or is named twice.".formatted(index)));
            }
        }
        if (!faults.isEmpty()) {
            throw Refusal.of(
                    AuditProblem.NOTHING_PERSONAL, "%d faults; nothing was erased.".formatted(faults.size()), faults);
        }
        List<Long> there = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            for (long index : indexes) {
                if (PersonalPart.of(connection, Tiles.LOG, index).isPresent()) {
                    there.add(index);
                }
            }
        }
        return there;
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
