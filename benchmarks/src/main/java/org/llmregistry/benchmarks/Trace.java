package org.llmregistry.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The statements of one transaction with their parameters, as a server with `log_statement = 'all'` wrote them down.
/// So the peer of a benchmark runs what the service runs, not what somebody once thought it runs.
record Trace(List<Statement> statements) {

    /// @param sql        with `?` for each parameter
    /// @param parameters as text
    record Statement(String sql, List<@Nullable String> parameters) {}

    private static final Pattern ENTRY =
            Pattern.compile("^\\d{4}-\\d\\d-\\d\\d [0-9:.]+ \\S+ \\[(\\d+)\\] (LOG|DETAIL):  (.*)", Pattern.DOTALL);
    private static final Pattern EXECUTED = Pattern.compile("(?:statement|execute [^:]*): (.*)", Pattern.DOTALL);
    private static final Pattern PARAMETERS = Pattern.compile("^[Pp]arameters: ");
    /// Greedy without a way back: bodies are long.
    private static final Pattern PARAMETER = Pattern.compile("\\$\\d+ = (?:NULL|'((?:[^']++|'')*+)')");

    /// The newest transaction in the log in which a parameter contains this text.
    static Trace newestWith(String text, Path log) {
        try {
            return newestWith(text, Files.readString(log));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Trace newestWith(String text, String log) {
        Map<String, List<Statement>> open = new HashMap<>(); // by server process
        Trace newest = null;
        for (String entry : log.split("\n(?=\\d{4}-\\d\\d-\\d\\d )")) {
            Matcher parts = ENTRY.matcher(entry);
            if (!parts.matches()) {
                continue;
            }
            List<Statement> statements = open.computeIfAbsent(parts.group(1), process -> new ArrayList<>());
            Matcher executed = EXECUTED.matcher(parts.group(3));
            if (parts.group(2).equals("DETAIL")) {
                if (!PARAMETERS.matcher(parts.group(3)).find()) {
                    continue; // of an error
                }
                Statement last = statements.removeLast();
                statements.add(new Statement(last.sql(), parameters(parts.group(3))));
            } else if (executed.matches()) {
                String sql = executed.group(1).strip();
                if (sql.equals("BEGIN")) {
                    statements.clear();
                } else if (!sql.equals("COMMIT")) {
                    statements.add(new Statement(sql.replaceAll("\\$\\d+", "?"), List.of()));
                } else if (mentions(statements, text)) {
                    newest = new Trace(List.copyOf(statements));
                }
            }
        }
        if (newest == null) {
            throw new IllegalStateException("no transaction with %s in the server's log".formatted(text));
        }
        return newest;
    }

    private static boolean mentions(List<Statement> statements, String text) {
        return statements.stream()
                .flatMap(statement -> statement.parameters().stream())
                .anyMatch(value -> value != null && value.contains(text));
    }

    private static List<@Nullable String> parameters(String detail) {
        List<@Nullable String> values = new ArrayList<>();
        Matcher found = PARAMETER.matcher(detail);
        while (found.find()) {
            values.add(found.group(1) == null ? null : found.group(1).replace("''", "'"));
        }
        return values;
    }
}
