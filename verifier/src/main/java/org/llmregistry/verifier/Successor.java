package org.llmregistry.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The log that follows on one that was closed. The closed log names it and its key in its last entry; its own first
/// entry has the last checkpoint of the closed one. So whoever trusts the key of the first log can trust all of them.
record Successor(String origin, VerifierKey key) {

    /// Leaves of the log's own, which are canonical JSON: their members have one order.
    private static final String BEHIND =
            ",\"datacontenttype\":\"application/json\",\"id\":\"[^\"]+\",\"sequence\":\\d+,"
                    + "\"source\":\"/audit-service\",\"specversion\":\"1\\.0\",\"subject\":\"logs/([^\"\\\\]+)\",\"time\":\"[^\"]+\",";

    private static final Pattern CLOSED = Pattern.compile(
            "\\{\"event\":\\{\"data\":\\{\"actor\":\"system\",\"next\":\"([^\"\\\\]+)\",\"nextKey\":\"([^\"\\\\]+)\""
                    + "(?:,\"nextMlDsaKey\":\"[^\"\\\\]+\")?}" + BEHIND + "\"type\":\"log\\.closed\"},\"recorded\":.*");
    private static final Pattern OPENED = Pattern.compile(
            "\\{\"event\":\\{\"data\":\\{\"actor\":\"system\",\"checkpoint\":\"((?:[^\"\\\\]++|\\\\.)*+)\"}" + BEHIND
                    + "\"type\":\"log\\.opened\"},\"recorded\":.*");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");

    /// Empty: the log was not closed with this entry.
    static Optional<Successor> namedIn(byte[] last, String origin) {
        Matcher closed = CLOSED.matcher(text(last));
        return closed.matches() && closed.group(3).equals(origin)
                ? Optional.of(new Successor(closed.group(1), VerifierKey.parse(closed.group(2))))
                : Optional.empty();
    }

    /// Whether a log begins with this entry as one that follows on another.
    static boolean isOpening(byte[] first) {
        return OPENED.matcher(text(first)).matches();
    }

    /// The last part of its origin: the folder of its copy, below that of the first log.
    String year() {
        String year = origin.substring(origin.lastIndexOf('/') + 1);
        if (!YEAR.matcher(year).matches()) {
            throw new Failure("the closed log names no year: " + origin);
        }
        return year;
    }

    /// The first entry of this log has the checkpoint that the closed one ends with.
    void requireFollows(byte[] first, Checkpoint closed, VerifierKey closedKey) {
        Matcher opened = OPENED.matcher(text(first));
        if (!opened.matches() || !opened.group(2).equals(origin)) {
            throw new Failure("%s does not begin as a log that follows on another".formatted(origin));
        }
        Checkpoint followed = Checkpoint.signed(Text.unescaped(opened.group(1)), closedKey);
        if (followed.size() != closed.size() || !Arrays.equals(followed.root(), closed.root())) {
            throw new Failure("%s follows on another tree than that of %s".formatted(origin, closed.origin()));
        }
    }

    private static String text(byte[] entry) {
        return new String(entry, StandardCharsets.UTF_8);
    }
}
