package org.llmregistry.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The results as a Markdown table that a terminal shows straight.
record Table(List<Result> results) {

    private static final List<String> HEAD =
            List.of("compared", "ours", "peer", "ratio (median)", "spread", "goal", "result");

    @Override
    public String toString() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        for (Result result : results) {
            rows.add(List.of(
                    result.name(),
                    result.ours(),
                    result.peer(),
                    String.format(Locale.ROOT, "%.2f", result.ratio().median()),
                    result.spread(),
                    result.goal().toString(),
                    result.passed() ? "pass" : "FAIL"));
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            for (int column = 0; column < HEAD.size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(row -> row.get(at).length())
                        .max()
                        .orElseThrow();
                text.append("| %s ".formatted(padded(rows.get(i).get(column), width)));
            }
            text.append("|\n");
            if (i == 0) {
                text.append("| --- ".repeat(HEAD.size())).append("|\n");
            }
        }
        return text.toString();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
