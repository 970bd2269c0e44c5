package org.llmregistry.registry.inspection;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.llmregistry.kernel.problem.ProblemType;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;

/// Says what was found, and where in an archive. Names in files are other people's text: they are shown cut and without
/// what would act on the reader's screen.
final class Finding {

    private static final int SHOWN = 80;

    private Finding() {}

    static Refusal of(ProblemType type, String place, String rule, String detail) {
        return Refusal.of(type, detail, List.of(new Violation(shown(place), rule, detail)));
    }

    static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints().limit(SHOWN).forEach(point -> {
            if (isPrintable(point)) {
                shown.appendCodePoint(point);
            } else {
                shown.append("\\u%04X".formatted(point));
            }
        });
        return name.length() > SHOWN ? shown.append('…').toString() : shown.toString();
    }

    /// Neither a control character nor one that turns the direction of text around.
    static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.PRIVATE_USE -> false;
            default -> true;
        };
    }

    static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
