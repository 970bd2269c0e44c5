package org.llmregistry.verifier;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The events of each subject, which carry numbers from 1 without a gap and the place of the one before: within its
/// log, null where that one stands in an earlier log.
final class Histories {

    private static final String BEGIN = ",\"specversion\":\"1.0\",\"subject\":\"";

    /// The end of a leaf: the event's last members, and what the log added. Only members in this order follow `data`,
    /// and no quote stands in a value without a backslash.
    private static final Pattern END = Pattern.compile(
            ",\"specversion\":\"1\\.0\",\"subject\":\"((?:[^\"\\\\]|\\\\.)*+)\",\"time\":\"[^\"]*\",\"type\":\"(?:[^\"\\\\]|\\\\.)*+\"},"
                    + "\"recorded\":\"[^\"]*\",\"subject_n\":(\\d+),\"subject_prev\":(\\d+|null),\"v\":1}");

    /// What an entry says of its place in the history of its subject.
    ///
    /// @param previous index of the entry before it, as it stands there
    record Event(long index, String subject, long number, String previous) {

        /// @param index that the entry has in the log
        static Event read(long index, byte[] entry) {
            String text = new String(entry, StandardCharsets.UTF_8);
            Matcher end = END.matcher(text).region(Math.max(0, text.lastIndexOf(BEGIN)), text.length());
            if (!end.matches()) {
                throw new Failure("entry %d is no event of this log".formatted(index));
            }
            return new Event(index, end.group(1), Text.number(end.group(2), "the number of an event"), end.group(3));
        }
    }

    private record Last(int log, long number, long index) {}

    private final Map<String, Last> last = new HashMap<>();
    private int log;
    private boolean open;

    /// What is added from now on is of the next log.
    void nextLog() {
        log++;
    }

    /// The earlier logs are not there: subjects may go on that began in them.
    void withoutEarlier() {
        open = true;
    }

    /// Whether every subject was followed from its first event on.
    boolean isWhole() {
        return !open;
    }

    void add(Event event) {
        Last before = last.get(event.subject());
        boolean next = before == null ? event.number() == 1 || open : event.number() == before.number() + 1;
        if (!next || !event.previous().equals(place(before))) {
            throw new Failure("entry %d is event %d of %s, but %s"
                    .formatted(
                            event.index(),
                            event.number(),
                            event.subject(),
                            before == null
                                    ? "there is none before it"
                                    : "event %d was before it".formatted(before.number())));
        }
        last.put(event.subject(), new Last(log, event.number(), event.index()));
    }

    int subjects() {
        return last.size();
    }

    private String place(@Nullable Last before) {
        return before == null || before.log() != log ? "null" : Long.toString(before.index());
    }
}
