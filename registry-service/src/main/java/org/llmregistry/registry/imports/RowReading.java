package org.llmregistry.registry.imports;

import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.licence.EarlierDecisions.EarlierDecision;
import org.llmregistry.registry.register.Region;
import org.llmregistry.registry.register.Register.KnownModel;

/// Reads one row into what it tells, or says everything that is wrong with it.
final class RowReading {

    private static final int LONGEST = 300;

    private final CsvList.Row row;
    private final LocalDate today;
    private final List<String> problems = new ArrayList<>();
    private final List<String> remedies = new ArrayList<>();

    private RowReading(CsvList.Row row, LocalDate today) {
        this.row = row;
        this.today = today;
    }

    /// A row that cannot be used, and how to mend it.
    static final class Rejected extends Exception {

        private static final long serialVersionUID = 1L;
        private final String howToMend;

        Rejected(String problem, String howToMend) {
            super(problem);
            this.howToMend = howToMend;
        }

        String problem() {
            return String.valueOf(getMessage());
        }

        String howToMend() {
            return howToMend;
        }
    }

    static KnownModel knownModel(CsvList.Row row, LocalDate today) throws Rejected {
        RowReading reading = new RowReading(row, today);
        reading.requireShape();
        KnownModel model = new KnownModel(
                reading.required("model"),
                reading.required("developer"),
                region(reading.optional("region_code"), reading.optional("province_en"), reading.optional("province")),
                reading.optional("category"),
                bases(row.get("base_families")),
                reading.link("url"),
                reading.date("first_listed"),
                row.get("source"),
                row.get("list_no"),
                reading.optional("quality_note"));
        reading.refuseIfWrong();
        return model;
    }

    static EarlierDecision earlierDecision(CsvList.Row row, LocalDate today) throws Rejected {
        RowReading reading = new RowReading(row, today);
        reading.requireShape();
        EarlierDecision decision = new EarlierDecision(
                reading.number("number"),
                reading.track("track"),
                reading.required("model_name"),
                reading.required("entity"),
                region(
                        reading.optional("region_code"),
                        reading.optional("jurisdiction_en"),
                        reading.optional("jurisdiction_zh")),
                reading.date("decision_date"),
                row.get("source"),
                reading.optional("quality_note"));
        reading.refuseIfWrong();
        return decision;
    }

    private void requireShape() throws Rejected {
        if (row.header()) {
            throw new Rejected(
                    "The line repeats the column names.",
                    "Delete the line; only the first line of a list names the columns. Nothing is missing because of it.");
        }
        if (!row.whole()) {
            throw new Rejected(
                    "The row has too few or too many cells.",
                    "Give it one cell per column; put cells that contain commas into quotes.");
        }
    }

    private void refuseIfWrong() throws Rejected {
        if (!problems.isEmpty()) {
            throw new Rejected(String.join(" ", problems), String.join(" ", remedies));
        }
    }

    private void wrong(String problem, String remedy) {
        problems.add(problem);
        remedies.add(remedy);
    }

    private String required(String column) {
        String text = row.get(column);
        if (text.isEmpty()) {
            wrong("'%s' is empty.".formatted(column), "Fill in '%s'.".formatted(column));
        } else if (org.llmregistry.registry.naming.FoldedText.of(text).isEmpty()) {
            wrong("'%s' holds no letter or digit.".formatted(column), "Write the name into '%s'.".formatted(column));
        }
        return bounded(column, text);
    }

    private @Nullable String optional(String column) {
        String text = bounded(column, row.get(column));
        return text.isEmpty() ? null : text;
    }

    private String bounded(String column, String text) {
        if (text.length() > LONGEST) {
            wrong(
                    "'%s' has %d characters.".formatted(column, text.length()),
                    "Shorten '%s' to %d characters.".formatted(column, LONGEST));
        }
        return text;
    }

    private LocalDate date(String column) {
        try {
            LocalDate date = LocalDate.parse(row.get(column));
            if (date.isAfter(today)) {
                wrong(
                        "'%s' is in the future.".formatted(column),
                        "Correct the year, month or day of '%s'.".formatted(column));
            }
            return date;
        } catch (DateTimeParseException notIso) {
            wrong(
                    "'%s' is not a date: '%s'.".formatted(column, row.get(column)),
                    "Write '%s' as YYYY-MM-DD.".formatted(column));
            return LocalDate.EPOCH;
        }
    }

    private @Nullable String link(String column) {
        String text = row.get(column);
        if (text.isEmpty()) {
            return null;
        }
        try {
            String scheme = String.valueOf(URI.create(text).getScheme()).toLowerCase(Locale.ROOT);
            if (scheme.equals("http") || scheme.equals("https")) {
                return bounded(column, text);
            }
        } catch (IllegalArgumentException notAUri) {
            // falls through to the same refusal
        }
        wrong(
                "'%s' is not a web address.".formatted(column),
                "Write '%s' as https://..., or leave it empty.".formatted(column));
        return null;
    }

    private String number(String column) {
        String text = required(column);
        if (text.chars().anyMatch(Character::isWhitespace)) {
            wrong("'%s' contains a space.".formatted(column), "Write '%s' without spaces.".formatted(column));
        }
        return text;
    }

    private String track(String column) {
        String track = row.get(column).toUpperCase(Locale.ROOT);
        if (!track.equals("FILING") && !track.equals("REGISTRATION")) {
            wrong(
                    "'%s' is '%s'.".formatted(column, row.get(column)),
                    "Write 'filing' or 'registration' into '%s'.".formatted(column));
        }
        return track;
    }

    private static @Nullable Region region(@Nullable String code, @Nullable String name, @Nullable String localName) {
        return code == null && name == null && localName == null ? null : new Region(code, name, localName);
    }

    private static List<String> bases(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split("\\s*;\\s*"));
    }
}
