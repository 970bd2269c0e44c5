package org.llmregistry.registry.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;

/// The policies by themselves, asked by the runtime role without our code in between (ADR 0019).
@RegistryServiceTest
public class RowSecurityTest {

    private static final String REFUSED = "42501"; // missing grant, or a policy
    private static final String OWNED = """
            WITH RECURSIVE owned (name) AS (
                SELECT 'vendor'::regclass::oid
              UNION
                SELECT attrelid FROM pg_attribute WHERE attname = 'vendor_id' AND NOT attisdropped
                  AND attrelid IN (SELECT oid FROM pg_class WHERE relkind = 'r')
              UNION
                SELECT conrelid FROM pg_constraint JOIN owned ON confrelid = owned.name WHERE contype = 'f')
            SELECT c.relname FROM owned JOIN pg_class c ON c.oid = owned.name
            """;

    private UUID vendor;
    private UUID other;
    private Connection database;

    @BeforeEach
    void connect() throws SQLException {
        vendor = Given.registeredVendor();
        other = Given.registeredVendor();
        database = connection("datasource");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    /// All tables that have it, for a moment: `ENABLE` or `DISABLE`.
    public static void switchRowSecurity(String to) throws SQLException {
        try (Connection owner = connection("flyway");
                Statement sql = owner.createStatement()) {
            for (String table :
                    names(owner, "SELECT relname FROM pg_class WHERE relforcerowsecurity ORDER BY relname")) {
                sql.execute("ALTER TABLE \"%s\" %s ROW LEVEL SECURITY".formatted(table, to));
            }
        }
    }

    @Test
    void every_table_that_hangs_on_a_vendor_has_policies_that_its_owner_is_under_too() throws SQLException {
        List<String> open = names(database, OWNED + """
                WHERE NOT (c.relrowsecurity AND c.relforcerowsecurity
                            AND EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid)) ORDER BY 1""");
        assertThat(open).as("tables without a policy").isEmpty();
    }

    @Test
    void without_a_scope_nothing_private_is_seen_by_the_runtime_role_or_the_owner() throws SQLException {
        Given.submitted(vendor);
        try (Connection owner = connection("flyway")) {
            for (Connection each : List.of(database, owner)) {
                for (String table : names(each, OWNED)) {
                    assertThat(rows(each, table)).as(table).allMatch(row -> isPublished(table, row));
                }
                assertThat(rows(each, "document_piece")).isEmpty();
                assertThat(rows(each, "import_part")).isEmpty();
            }
        }
    }

    @Test
    void a_scope_that_is_no_id_is_an_error_and_not_a_way_in() throws SQLException {
        scope("x' OR true --");
        assertThat(stateOf("SELECT count(*) FROM vendor")).isEqualTo("22P02");
    }

    @Test
    void a_vendor_sees_its_rows_and_another_neither_sees_nor_changes_nor_copies_them() throws SQLException {
        Given.asked(vendor);
        Given.noticed(vendor);
        scope(vendor.toString());
        Map<String, List<String>> own = new LinkedHashMap<>();
        for (String table : names(database, OWNED)) {
            own.put(table, privateRows(table));
        }
        assertThat(own)
                .hasEntrySatisfying("vendor", rows -> assertThat(rows).hasSize(1))
                .hasEntrySatisfying("application", rows -> assertThat(rows).hasSize(2))
                .hasEntrySatisfying("weights_file", rows -> assertThat(rows).hasSize(4))
                .hasEntrySatisfying("hearing", rows -> assertThat(rows).hasSize(1))
                .hasEntrySatisfying("document", rows -> assertThat(rows).hasSize(2));
        scope(other.toString());
        for (Map.Entry<String, List<String>> table : own.entrySet()) {
            String name = table.getKey();
            assertThat(privateRows(name)).as(name).noneMatch(table.getValue()::contains);
            String key = names(
                            database,
                            "SELECT attname FROM pg_attribute WHERE attrelid = '%s'::regclass AND attnum = 1"
                                    .formatted(name))
                    .getFirst();
            assertThat(changed("UPDATE %1$s SET %2$s = %2$s".formatted(name, key)))
                    .as("update " + name)
                    .isEqualTo(name.equals("vendor") ? 1 : 0);
            assertThat(changed("DELETE FROM " + name)).as("delete " + name).isZero();
            for (String row : table.getValue()) {
                assertThat(stateOf("INSERT INTO %1$s SELECT * FROM jsonb_populate_record(NULL::%1$s, '%2$s')"
                                .formatted(name, row.replace("'", "''"))))
                        .as("insert " + name)
                        .isEqualTo(REFUSED);
            }
        }
    }

    private static boolean isPublished(String table, String row) {
        return switch (table) {
            case "licence", "version_base" -> true;
            case "decision" -> row.contains("\"published\": true");
            case "licence_order" -> !row.contains("\"effective_at\": null");
            case "licence_transfer" -> !row.contains("\"accepted_at\": null");
            case "receipt" -> !row.contains("\"licence_number\": null");
            default -> false;
        };
    }

    private List<String> privateRows(String table) throws SQLException {
        return rows(database, table).stream()
                .filter(row -> !isPublished(table, row))
                .toList();
    }

    private static List<String> rows(Connection connection, String table) throws SQLException {
        return names(connection, "SELECT to_jsonb(t)::text FROM \"%s\" t".formatted(table));
    }

    private void scope(String value) throws SQLException {
        try (PreparedStatement set = database.prepareStatement("SELECT set_config('registry.scope', ?, false)")) {
            set.setString(1, value);
            set.execute();
        }
    }

    /// @return rows; none when the grant is missing
    private int changed(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException refused) {
            assertThat(refused.getSQLState()).as(sql).isEqualTo(REFUSED);
            return 0;
        }
    }

    private String stateOf(String sql) {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
            return "done";
        } catch (SQLException refused) {
            return refused.getSQLState();
        }
    }

    private static List<String> names(Connection connection, String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    private static Connection connection(String role) throws SQLException {
        return DriverManager.getConnection(
                setting("quarkus.datasource.jdbc.url"),
                setting("quarkus.%s.username".formatted(role)),
                setting("quarkus.%s.password".formatted(role)));
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
