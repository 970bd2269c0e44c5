package org.llmregistry.registry.imports;

import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.csv.CsvList;
import org.llmregistry.registry.licence.EarlierDecisions.EarlierDecision;
import org.llmregistry.registry.register.KnownModels;
import org.llmregistry.registry.register.KnownModels.KnownModel;
import org.llmregistry.registry.register.Region;

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

    /// What a row tells, as far as it can be known without the database.
    sealed interface Read {
        long line();

        record Known(long line, KnownModels.Draft model) implements Read {}

        record Decided(long line, EarlierDecision decision) implements Read {}

        /// A row that cannot be used, and how to mend it.
        record Refused(long line, String problem, String howToMend) implements Read {}
    }

    static Read read(ImportKind kind, CsvList.Row row, LocalDate today) {
        RowReading reading = new RowReading(row, today);
        if (row.header()) {
            return new Read.Refused(
                    row.line(),
                    "The line repeats the column names.",
                    "Delete the line; only the first line of a list names the columns. Nothing is missing because of it.");
        }
        if (!row.whole()) {
            return new Read.Refused(
                    row.line(),
                    "The row has too few or too many cells.",
                    "Give it one cell per column; put cells that contain commas into quotes.");
        }
        return switch (kind) {
            case KNOWN_MODELS -> {
                KnownModel model = reading.knownModel();
                yield reading.orRefused(() -> new Read.Known(row.line(), new KnownModels.Draft(model)));
            }
            case EARLIER_DECISIONS -> {
                EarlierDecision decision = reading.earlierDecision();
                yield reading.orRefused(() -> new Read.Decided(row.line(), decision));
            }
        };
    }

    private Read orRefused(Supplier<Read> usable) {
        return problems.isEmpty()
                ? usable.get()
                : new Read.Refused(row.line(), String.join(" ", problems), String.join(" ", remedies));
    }

    private KnownModel knownModel() {
        return new KnownModel(
                required("model"),
                required("developer"),
                region(optional("region_code"), optional("province_en"), optional("province")),
                optional("category"),
                bases(row.get("base_families")),
                link("url"),
                date("first_listed"),
                row.get("source"),
                row.get("list_no"),
                optional("quality_note"));
    }

    private EarlierDecision earlierDecision() {
        return new EarlierDecision(
                number("number"),
                track("track"),
                required("model_name"),
                required("entity"),
                region(optional("region_code"), optional("jurisdiction_en"), optional("jurisdiction_zh")),
                date("decision_date"),
                row.get("source"),
                optional("quality_note"));
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
