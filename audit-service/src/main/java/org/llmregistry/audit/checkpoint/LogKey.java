package org.llmregistry.audit.checkpoint;

import java.nio.charset.StandardCharsets;
import java.security.spec.NamedParameterSpec;

/// The Ed25519 key that the log signs its checkpoints with (c2sp.org/signed-note, type 0x01).
record LogKey(SigningKey key) {

    private static final byte TYPE = 0x01;
    private static final int KEY_BYTES = 32;

    /// @param name no space and no `+`: the origin of the log
    /// @param seed exactly 32 bytes
    static LogKey ofSeed(String name, byte[] seed) {
        return new LogKey(SigningKey.ofSeed(name, seed, TYPE, NamedParameterSpec.ED25519, KEY_BYTES));
    }

    /// What outsiders are given to verify with: `name+id+key`.
    String verifierKey() {
        return key.verifierKey();
    }

    /// The note: the text, an empty line, the line of the signature.
    String sign(String text) {
        return text + "\n" + key.line(key.sign(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Ed25519 is deterministic: what this key has signed, it signs alike.
    boolean hasSigned(String note) {
        int end = note.lastIndexOf("\n\n") + 1;
        return end > 0
                && note.substring(end).contains(sign(note.substring(0, end)).substring(end + 1));
    }
}
