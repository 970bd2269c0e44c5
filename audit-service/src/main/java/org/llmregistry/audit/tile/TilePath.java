package org.llmregistry.audit.tile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Number and width of a tile or bundle as a path names them: groups of three digits, all but the last with an `x`, and
/// `.p/W` behind a partial one (c2sp.org/tlog-tiles). 1234067 is `x001/x234/067`.
///
/// @param width 1 to 255, or 256 when it is full
public record TilePath(long n, int width) {

    public static final int FULL = 256;
    private static final Pattern PATH = Pattern.compile("((?:x\\d{3}/){0,5}\\d{3})(?:\\.p/([1-9]\\d{0,2}))?");

    /// Empty for what is no path of a tile, also for a number with leading groups of zeros: a tile has one path.
    public static Optional<TilePath> parse(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int width = matcher.group(2) == null ? FULL : Integer.parseInt(matcher.group(2));
        TilePath parsed = new TilePath(Long.parseLong(matcher.group(1).replaceAll("[x/]", "")), width);
        return width <= FULL && parsed.toString().equals(path) ? Optional.of(parsed) : Optional.empty();
    }

    /// Whether a tree of that many entries has it.
    boolean fits(int level, long size) {
        return n <= size && n * FULL + width <= size >> (8 * level);
    }

    @Override
    public String toString() {
        StringBuilder path = new StringBuilder("%03d".formatted(n % 1000));
        for (long rest = n / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return width == FULL ? path.toString() : path + ".p/" + width;
    }
}
