package org.llmregistry.kernel.copy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Sends what a query finds line by line (NDJSON), however much it is: rows are fetched as they are written.
@ApplicationScoped
public class QueryLines {

    public static final String NDJSON = "application/x-ndjson";
    private static final int FETCHED = 1000;

    private final AgroalDataSource database;

    QueryLines(AgroalDataSource database) {
        this.database = database;
    }

    /// @param sql    its first column is the line
    /// @param values of its parameters
    public StreamingOutput of(String sql, Object... values) {
        return output -> QuarkusTransaction.requiringNew().run(() -> write(sql, values, output));
    }

    /// In a transaction: without one the driver fetches all rows at once.
    private void write(String sql, Object[] values, OutputStream output) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                query.setObject(i + 1, values[i]);
            }
            query.setFetchSize(FETCHED);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    output.write((row.getString(1) + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the lines could not be read", failure);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
