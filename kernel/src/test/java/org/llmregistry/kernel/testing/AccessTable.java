package org.llmregistry.kernel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who may do what: the section of a service in `docs/access.md`, which says how it is to be read.
public record AccessTable(Map<String, Row> rows) {

    private static final String EVERYBODY = "everybody";

    /// What an operation answers in these states; no states: in all others.
    record Answer(int status, Set<String> states) {}

    public record Row(String operation, Set<String> openTo, String about, List<Answer> answers) {

        boolean isForEverybody() {
            return openTo.contains(EVERYBODY);
        }

        boolean isAboutAThing() {
            return !about.equals("-");
        }

        int answerIn(String state) {
            return answers.stream()
                    .filter(answer ->
                            answer.states().isEmpty() || answer.states().contains(state))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("%s says nothing of %s".formatted(operation, state)))
                    .status();
        }
    }

    public static AccessTable of(String service) {
        Path page = Path.of(System.getProperty("repository.root"), "docs/access.md");
        Map<String, Row> rows = new LinkedHashMap<>();
        boolean inside = false;
        try {
            for (String line : Files.readAllLines(page)) {
                inside = line.startsWith("## ") ? line.equals("## " + service) : inside;
                if (inside && line.startsWith("| ") && !line.startsWith("| ---") && !line.startsWith("| operation")) {
                    Row row = row(line);
                    if (rows.put(row.operation(), row) != null) {
                        throw new AssertionError("two rows for " + row.operation());
                    }
                }
            }
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        return new AccessTable(rows);
    }

    private static Row row(String line) {
        String[] cells = line.split("\\|", -1);
        if (cells.length != 6) {
            throw new AssertionError("not four columns: " + line);
        }
        List<Answer> answers = new ArrayList<>();
        for (String answer : cells[4].split(";", -1)) {
            String[] parts = answer.split(":", -1);
            answers.add(new Answer(Integer.parseInt(parts[0].strip()), parts.length == 1 ? Set.of() : words(parts[1])));
        }
        return new Row(cells[1].strip(), words(cells[2]), cells[3].strip(), answers);
    }

    private static Set<String> words(String list) {
        return Set.copyOf(Arrays.stream(list.split(",", -1)).map(String::strip).toList());
    }
}
