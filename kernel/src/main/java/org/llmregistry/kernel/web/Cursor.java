package org.llmregistry.kernel.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;

/// Opaque position in a list: the sort key of the last item shown, bound to the filter that the list was made with.
/// A cursor that is used with another filter, or was tampered with, is refused.
public final class Cursor {

    private static final String SEPARATOR = "\u001f";
    private static final int FINGERPRINT_BYTES = 8;

    private final byte[] fingerprint;

    private Cursor(byte[] fingerprint) {
        this.fingerprint = fingerprint;
    }

    /// @param filter everything that chooses or orders the rows, nulls included; not `limit`
    public static Cursor boundTo(@Nullable Object... filter) {
        StringBuilder text = new StringBuilder();
        for (Object part : filter) {
            text.append(Objects.toString(part)).append(SEPARATOR);
        }
        return new Cursor(
                Arrays.copyOf(Digests.sha256(text.toString().getBytes(StandardCharsets.UTF_8)), FINGERPRINT_BYTES));
    }

    /// Position after the item with these sort keys.
    public String after(Object... keys) {
        byte[] position = String.join(
                        SEPARATOR, Arrays.stream(keys).map(String::valueOf).toList())
                .getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(FINGERPRINT_BYTES + position.length)
                        .put(fingerprint)
                        .put(position)
                        .array());
    }

    /// Sort keys of the item to continue after; empty for the first page.
    public Optional<List<String>> read(@Nullable String cursor) {
        if (cursor == null) {
            return Optional.empty();
        }
        byte[] bytes = decode(cursor);
        if (bytes.length <= FINGERPRINT_BYTES || !Arrays.equals(fingerprint, Arrays.copyOf(bytes, FINGERPRINT_BYTES))) {
            throw refusal();
        }
        String position =
                new String(bytes, FINGERPRINT_BYTES, bytes.length - FINGERPRINT_BYTES, StandardCharsets.UTF_8);
        return Optional.of(List.of(position.split(SEPARATOR, -1)));
    }

    private static byte[] decode(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException notBase64) {
            throw refusal();
        }
    }

    private static Refusal refusal() {
        return Refusal.invalid(
                "cursor", "cursor", "The cursor does not belong to this list; start again without a cursor.");
    }
}
