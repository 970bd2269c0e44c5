package org.llmregistry.audit.append;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.llmregistry.audit.append.EventReader.Event;
import org.llmregistry.audit.merkle.Hash;

/// The bytes that the log hashes and keeps for ever (ADR 0010): canonical JSON of the event and of its place. The
/// members' order is canonical as it stands, so the leaf is made by joining texts, inside the lock, without
/// serialising again.
record Leaf(byte[] bytes) {

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /// @param previous index of the subject's entry before this one; null for its first
    static Leaf of(Event event, Instant recorded, @Nullable Long previous) {
        return new Leaf((opening(event) + ",\"recorded\":\"" + MILLISECONDS.format(recorded) + "\",\"subject_n\":"
                        + event.sequence() + ",\"subject_prev\":" + previous + ",\"v\":1}")
                .getBytes(StandardCharsets.UTF_8));
    }

    /// Whether the leaf carries exactly this event.
    boolean carries(Event event) {
        byte[] opening = (opening(event) + ",\"recorded\":").getBytes(StandardCharsets.UTF_8);
        return bytes.length > opening.length && Arrays.equals(opening, Arrays.copyOf(bytes, opening.length));
    }

    Hash hash() {
        return Hash.leaf(bytes);
    }

    private static String opening(Event event) {
        return "{\"event\":" + event.canonical();
    }
}
