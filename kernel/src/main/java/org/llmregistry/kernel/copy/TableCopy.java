package org.llmregistry.kernel.copy;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Writes rows with one COPY: a row costs the server little more than its indexes do.
@ApplicationScoped
public class TableCopy {

    private static final int CHUNK = 32 * 1024;

    private final AgroalDataSource database;

    TableCopy(AgroalDataSource database) {
        this.database = database;
    }

    /// @param columns names in the table; the others get their default
    /// @param values  of a row, in the order of the columns; a list becomes an array, anything else its text
    @Transactional(Transactional.TxType.MANDATORY)
    public <T> void write(
            String table, List<String> columns, Collection<T> rows, Function<T, @Nullable Object[]> values) {
        if (rows.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY %s (%s) FROM STDIN".formatted(table, String.join(", ", columns)));
            try {
                StringBuilder text = new StringBuilder(CHUNK * 2);
                for (T row : rows) {
                    append(values.apply(row), text);
                    if (text.length() >= CHUNK) {
                        send(text, copy);
                    }
                }
                send(text, copy);
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("rows of %s could not be written".formatted(table), failure);
        }
    }

    private static void send(StringBuilder text, CopyIn copy) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    static void append(@Nullable Object[] values, StringBuilder row) {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (i > 0) {
                row.append('\t');
            }
            if (value == null) {
                row.append("\\N");
            } else {
                appendText(value instanceof List<?> list ? array(list) : value.toString(), row);
            }
        }
        row.append('\n');
    }

    private static void appendText(String text, StringBuilder row) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '\\' -> row.append("\\\\");
                case '\t' -> row.append("\\t");
                case '\n' -> row.append("\\n");
                case '\r' -> row.append("\\r");
                default -> row.append(character);
            }
        }
    }

    private static String array(List<?> values) {
        StringBuilder array = new StringBuilder("{");
        for (Object value : values) {
            array.append(array.length() > 1 ? ",\"" : "\"")
                    .append(value.toString().replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return array.append('}').toString();
    }
}
