package org.llmregistry.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What waits for an act. Each item is the columns that name it in the statements; its `id` is what the API asks for.
final class Desk {

    private Desk() {}

    static Iterator<Map<String, String>> of(Connection database, String query) throws SQLException {
        List<Map<String, String>> waiting = new ArrayList<>();
        try (Statement sql = database.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                Map<String, String> item = new LinkedHashMap<>();
                for (int i = 1; i <= columns; i++) {
                    item.put(row.getMetaData().getColumnLabel(i), row.getString(i));
                }
                waiting.add(item);
            }
        }
        return waiting.iterator();
    }

    /// From the names of one item to those of another.
    static Map<String, String> renamed(Map<String, String> from, Map<String, String> to) {
        Map<String, String> renamed = new LinkedHashMap<>();
        from.forEach((column, name) -> renamed.put(name, to.get(column)));
        return renamed;
    }
}
