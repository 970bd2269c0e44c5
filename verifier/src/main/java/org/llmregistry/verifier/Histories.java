package org.llmregistry.verifier;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The events of each subject, which carry numbers from 1 without a gap and the place of the one before.
final class Histories {

    /// The end of a leaf: the event's last members, and what the log added. Only members in this order follow `data`,
    /// and no quote stands in a value without a backslash.
    private static final Pattern END = Pattern.compile(
            ",\"specversion\":\"1\\.0\",\"subject\":\"((?:[^\"\\\\]|\\\\.)*+)\",\"time\":\"[^\"]*\",\"type\":\"(?:[^\"\\\\]|\\\\.)*+\"},"
                    + "\"recorded\":\"[^\"]*\",\"subject_n\":(\\d+),\"subject_prev\":(\\d+|null),\"v\":1}$");

    private record Last(long number, long index) {}

    private final Map<String, Last> last = new HashMap<>();

    /// @param index that the entry has in the log
    void add(long index, byte[] entry) {
        Matcher end = END.matcher(new String(entry, StandardCharsets.UTF_8));
        if (!end.find()) {
            throw new Failure("entry %d is no event of this log".formatted(index));
        }
        Last before = last.get(end.group(1));
        long number = Text.number(end.group(2), "the number of an event");
        if (number != (before == null ? 1 : before.number() + 1)
                || !end.group(3).equals(place(before))) {
            throw new Failure("entry %d is event %d of %s, but %s"
                    .formatted(
                            index,
                            number,
                            end.group(1),
                            before == null
                                    ? "there is none before it"
                                    : "event %d was before it".formatted(before.number())));
        }
        last.put(end.group(1), new Last(number, index));
    }

    int subjects() {
        return last.size();
    }

    private static String place(@Nullable Last before) {
        return before == null ? "null" : Long.toString(before.index());
    }
}
