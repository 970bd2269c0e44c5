package org.llmregistry.registry.inspection;

import java.util.Arrays;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.RegistryProblem;

/// What an archive with all that is nested in it may still do. The first byte too much ends the look into it.
final class ArchiveBudget {

    private static final long LOOKED_AT_FROM = 1 << 20;
    private static final int LONGEST_NAME = 255;

    private final InspectionSettings.Archives bounds;
    private int entries;
    private long packed;
    private long unpacked;

    ArchiveBudget(InspectionSettings.Archives bounds) {
        this.bounds = bounds;
    }

    int mostEntries() {
        return bounds.entries();
    }

    void enter(String name) {
        if (++entries > bounds.entries()) {
            throw refusal(name, "entries", "The archive has more than %d entries.".formatted(bounds.entries()));
        }
        checkName(name);
    }

    void nest(String place, int depth) {
        if (depth > bounds.depth()) {
            throw refusal(place, "depth", "Archives are nested deeper than %d.".formatted(bounds.depth()));
        }
    }

    /// Bytes of the file that were read.
    void packed(int bytes) {
        packed += bytes;
    }

    void unpacked(String place, int bytes) {
        unpacked += bytes;
        if (unpacked > bounds.unpacked().asLongValue()) {
            throw refusal(
                    place,
                    "unpacked-size",
                    "It unpacks to more than %d bytes."
                            .formatted(bounds.unpacked().asLongValue()));
        }
        if (unpacked > LOOKED_AT_FROM && unpacked > packed * bounds.ratio()) {
            throw refusal(place, "ratio", "It unpacks to more than %d times its size.".formatted(bounds.ratio()));
        }
    }

    static void checkName(String name) {
        if (name.isEmpty() || Finding.utf8Length(name) > LONGEST_NAME) {
            throw refusal(name, "name", "A name has 1 to %d bytes.".formatted(LONGEST_NAME));
        }
        if (name.contains("%00") || !name.codePoints().allMatch(Finding::isPrintable)) {
            throw refusal(name, "name", "A name has a control character, or one that turns text around.");
        }
        if (name.startsWith("/")
                || name.contains("\\")
                || name.matches("[A-Za-z]:.*")
                || Arrays.asList(name.split("/", -1)).contains("..")) {
            throw refusal(name, "path", "A name leads out of the archive.");
        }
    }

    static Refusal refusal(String place, String rule, String detail) {
        return Finding.of(RegistryProblem.ARCHIVE_REFUSED, place, rule, detail);
    }
}
