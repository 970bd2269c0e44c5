package org.llmregistry.audit.rebuild;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.llmregistry.audit.rebuild.Rebuild.Step;
import org.llmregistry.audit.series.Logs;
import org.llmregistry.kernel.copy.QueryLines;

/// Reads states out of the bytes that were hashed, in all logs. The columns beside them are not asked but for the
/// subject, by which an entry is found: the self-audit holds it against the bytes.
@ApplicationScoped
class Rebuilds {

    private final AgroalDataSource database;
    private final Logs logs;
    private final QueryLines lines;

    Rebuilds(AgroalDataSource database, Logs logs, QueryLines lines) {
        this.database = database;
        this.logs = logs;
        this.lines = lines;
    }

    /// Things that have states, and which member of their events tells the state after it.
    enum Kind {
        APPLICATIONS("applications/", "to"),
        LICENCES("licences/", "status");

        final String prefix;
        private final String state;

        Kind(String prefix, String state) {
            this.prefix = prefix;
            this.state = state;
        }
    }

    Rebuild of(Kind kind, String name) throws SQLException {
        String subject = kind.prefix + name;
        List<Step> steps = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        SELECT log_id, idx, (leaf ->> 'subject_n')::bigint, (leaf #>> '{event,time}')::timestamptz, leaf #>> '{event,type}',
                               leaf #>> '{event,data,from}', leaf #>> ARRAY['event', 'data', ?]
                        FROM (SELECT log_id, idx, subject_n, convert_from(body, 'UTF8')::jsonb AS leaf
                          FROM log_state JOIN entry USING (log_id) WHERE subject = ?) AS read
                        ORDER BY subject_n""")) {
            query.setString(1, kind.state);
            query.setString(2, subject);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    steps.add(new Step(
                            logs.withId(row.getShort(1)).origin(),
                            row.getLong(2),
                            row.getLong(3),
                            row.getObject(4, OffsetDateTime.class).toInstant(),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7)));
                }
            }
        }
        return Rebuild.of(subject, steps);
    }

    /// A line for each thing of a kind, like those of the registry's `/states`.
    StreamingOutput all(Kind kind) {
        return lines.of("""
                SELECT json_build_object('subject', subject, 'status', (array_agg(state ORDER BY subject_n DESC)
                         FILTER (WHERE state IS NOT NULL))[1], 'events', count(*))
                FROM (SELECT subject, subject_n, convert_from(body, 'UTF8')::jsonb #>> ARRAY['event', 'data', ?] AS state
                  FROM entry WHERE starts_with(subject, ?)) AS told
                GROUP BY subject ORDER BY subject COLLATE "C\"""", kind.state, kind.prefix);
    }
}
