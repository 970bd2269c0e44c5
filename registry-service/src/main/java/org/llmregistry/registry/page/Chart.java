package org.llmregistry.registry.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.llmregistry.registry.register.Statistics.MonthFigures;

/// Geometry of the chart "licensed against known", in the units of its view box.
///
/// @param known    corner points of the upper line
/// @param licensed corner points of the lower line
record Chart(
        List<MonthFigures> months,
        String known,
        String knownArea,
        String licensed,
        String licensedArea,
        List<Tick> rows,
        List<Tick> columns,
        Label knownLabel,
        Label licensedLabel) {

    static final int WIDTH = 760;
    static final int HEIGHT = 300;
    private static final int LEFT = 44;
    private static final int RIGHT = 136;
    private static final int TOP = 14;
    private static final int BOTTOM = 30;
    private static final int LABEL_GAP = 18;
    private static final int MOST_COLUMNS = 8;
    private static final List<Integer> STEPS = List.of(1, 2, 3, 6, 12, 24, 60, 120);

    record Tick(double at, String text) {}

    record Label(double x, double y, long value) {}

    static Chart of(List<MonthFigures> months) {
        long top =
                niceAbove(months.stream().mapToLong(MonthFigures::known).max().orElse(1));
        String known = line(months, MonthFigures::known, top);
        String licensed = line(months, MonthFigures::licensed, top);
        List<Tick> rows = new ArrayList<>();
        for (int quarter = 0; quarter <= 4; quarter++) {
            rows.add(new Tick(y(top * quarter / 4, top), String.valueOf(top * quarter / 4)));
        }
        int step = STEPS.stream()
                .filter(each -> months.size() / each <= MOST_COLUMNS)
                .findFirst()
                .orElse(months.size());
        List<Tick> columns = new ArrayList<>();
        for (int i = 0; i < months.size(); i += step) {
            columns.add(new Tick(x(i, months.size()), months.get(i).month()));
        }
        MonthFigures last = months.isEmpty() ? new MonthFigures("", 0, 0, 0) : months.getLast();
        double knownY = y(last.known(), top);
        double licensedY = Math.max(y(last.licensed(), top), knownY + LABEL_GAP);
        double x = WIDTH - RIGHT + 8.0;
        return new Chart(
                months,
                known,
                area(known),
                licensed,
                area(licensed),
                rows,
                columns,
                new Label(x, knownY + 4, last.known()),
                new Label(x, licensedY + 4, last.licensed()));
    }

    private static String line(List<MonthFigures> months, ToLongFunction<MonthFigures> figure, long top) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < months.size(); i++) {
            points.append(String.format(
                    Locale.ROOT, "%.1f,%.1f ", x(i, months.size()), y(figure.applyAsLong(months.get(i)), top)));
        }
        return points.toString().strip();
    }

    private static String area(String line) {
        return "%d,%d %s %d,%d".formatted(LEFT, HEIGHT - BOTTOM, line, WIDTH - RIGHT, HEIGHT - BOTTOM);
    }

    private static double x(int month, int count) {
        return LEFT + (count < 2 ? 0 : (double) (WIDTH - LEFT - RIGHT) * month / (count - 1));
    }

    private static double y(long value, long top) {
        return HEIGHT - BOTTOM - (double) (HEIGHT - TOP - BOTTOM) * value / top;
    }

    /// A round number that four equal parts divide.
    static long niceAbove(long value) {
        for (long unit = 1; ; unit *= 10) {
            for (long factor : new long[] {4, 6, 8, 10, 12, 20}) {
                if (unit * factor >= value && unit * factor % 4 == 0) {
                    return unit * factor;
                }
            }
        }
    }
}
