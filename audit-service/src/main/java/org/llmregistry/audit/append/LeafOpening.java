package org.llmregistry.audit.append;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.llmregistry.audit.merkle.Hash;

/// A leaf as far as it is known before its place is. The leaf is canonical JSON of the event and of its place (ADR
/// 0010), whose members' order is canonical as it stands: so most of it is made and hashed outside of the lock, and
/// only its end inside.
final class LeafOpening {

    private static final String BEFORE = "{\"event\":";
    private static final String BEHIND = ",\"recorded\":";
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final String canonical;
    private final byte[] bytes;
    private final Hash.Begun hash;

    /// @param canonical the event (RFC 8785)
    LeafOpening(String canonical) {
        this.canonical = canonical;
        this.bytes = (BEFORE + canonical + BEHIND).getBytes(StandardCharsets.UTF_8);
        this.hash = Hash.begin(bytes);
    }

    /// @param number   of the event within its subject
    /// @param previous index of the subject's entry before this one; null for its first in this log
    Leaf close(Instant recorded, long number, @Nullable Long previous) {
        byte[] end = ("\"" + MILLISECONDS.format(recorded) + "\",\"subject_n\":" + number + ",\"subject_prev\":"
                        + previous + ",\"v\":1}")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] leaf = Arrays.copyOf(bytes, bytes.length + end.length);
        System.arraycopy(end, 0, leaf, bytes.length, end.length);
        return new Leaf(leaf, hash.end(end));
    }

    /// Whether a leaf carries exactly this event.
    boolean begins(byte[] leaf) {
        return leaf.length > bytes.length && Arrays.equals(leaf, 0, bytes.length, bytes, 0, bytes.length);
    }

    /// The event alone.
    String canonical() {
        return canonical;
    }
}
