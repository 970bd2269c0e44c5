package org.llmregistry.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/// Lists of models that do not exist, made of the words of the real ones, always the same. Each row has a name of its
/// own; every fifth has a real developer, who may hold real licences, and every thousandth a licensed model's name with
/// another developer: what may be the same must be looked at.
final class ModelList {

    private ModelList() {}

    /// @param source also the word by which the rows are found in the register
    /// @param first  number of the first row; lists with other numbers have other names
    static void write(Connection anyDatabase, Path lists, Path to, String source, int first, int count) {
        try (Statement sql = anyDatabase.createStatement();
                OutputStream csv = Files.newOutputStream(to)) {
            read(anyDatabase, lists.resolve("models-cn.csv"), "listed");
            read(anyDatabase, lists.resolve("approvals-cn.csv"), "decided");
            sql.execute("""
                    CREATE TEMP TABLE model AS SELECT *, row_number() OVER (ORDER BY row::int) - 1 AS place FROM listed;
                    CREATE TEMP TABLE decision AS SELECT model_name, row_number() OVER (ORDER BY row::int) - 1 AS place
                    FROM decided WHERE track = 'filing';
                    CREATE TEMP TABLE alphabet AS SELECT array_agg(letter ORDER BY letter) AS letters FROM (
                        SELECT DISTINCT regexp_split_to_table(developer || model, '') AS letter FROM listed)
                    WHERE letter BETWEEN '一' AND '龥'
                    """);
            new CopyManager(anyDatabase.unwrap(BaseConnection.class))
                    .copyOut("""
                    COPY (SELECT i AS row, i AS list_no, CASE WHEN i %% 5 = 0 AND i %% 1000 > 0 THEN m.developer
                            ELSE letters[1 + k %% h] || letters[1 + k / h %% h] || letters[1 + k / h / h %% h] || m.developer END AS developer,
                        CASE WHEN i %% 1000 = 0 THEN d.model_name
                            ELSE letters[1 + k %% h] || letters[1 + k / h %% h] || letters[1 + k / h / h %% h] || n.model END AS model,
                        m.province, m.city, m.province_en, m.region_code, m.category, m.official_site, m.url, m.base_families,
                        m.first_listed, m.listed_2024_01_11, m.quality_note, '%s' AS source
                    FROM generate_series(%d, %d) AS i CROSS JOIN alphabet
                    CROSS JOIN LATERAL (SELECT cardinality(letters)::bigint AS h) AS size
                    CROSS JOIN LATERAL (SELECT i * 7919::bigint %% (h * h * h) AS k) AS spread
                    JOIN model m ON m.place = i %% (SELECT count(*) FROM model)
                    JOIN model n ON n.place = k %% (SELECT count(*) FROM model)
                    JOIN decision d ON d.place = k %% (SELECT count(*) FROM decision)
                    ORDER BY i) TO STDOUT CSV HEADER
                    """.formatted(source, first, first + count - 1), csv);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void read(Connection database, Path list, String table) throws SQLException, IOException {
        try (Statement sql = database.createStatement();
                Reader csv = Files.newBufferedReader(list);
                var lines = Files.lines(list)) {
            List<String> columns = List.of(lines.findFirst().orElseThrow().split(","));
            sql.execute("CREATE TEMP TABLE %s (%s text)".formatted(table, String.join(" text, ", columns)));
            new CopyManager(database.unwrap(BaseConnection.class))
                    .copyIn("COPY %s FROM STDIN CSV HEADER".formatted(table), csv);
        }
    }
}
