package org.llmregistry.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Cases that wait; each is taken once.
final class Desk {

    /// What tells a case from others in its statements.
    record Case(String id, String number, String applicationId, String vendorId) {}

    private final Iterator<Case> waiting;

    private Desk(List<Case> waiting) {
        this.waiting = waiting.iterator();
    }

    static Desk in(Connection database, String status) throws SQLException {
        List<Case> waiting = new ArrayList<>();
        try (Statement sql = database.createStatement();
                ResultSet row = sql.executeQuery(
                        "SELECT id, number, application_id, vendor_id FROM case_file WHERE status = '%s' ORDER BY id"
                                .formatted(status))) {
            while (row.next()) {
                waiting.add(new Case(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
            }
        }
        return new Desk(waiting);
    }

    List<Case> take(int count) {
        List<Case> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(waiting.next());
        }
        return taken;
    }
}
