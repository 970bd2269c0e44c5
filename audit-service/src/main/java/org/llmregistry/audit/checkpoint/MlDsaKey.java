package org.llmregistry.audit.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import org.llmregistry.audit.merkle.Hash;

/// The key of a second signature that holds against quantum computers too: ML-DSA-44 (FIPS 204) over a time and the
/// tree (c2sp.org/tlog-cosignature, type 0x06). Whoever does not know it passes its line over.
record MlDsaKey(SigningKey key) {

    private static final byte TYPE = 0x06;
    private static final int KEY_BYTES = 1312;
    private static final byte[] OPENING = "subtree/v1\n\0".getBytes(StandardCharsets.UTF_8);

    /// @param name the origin of the log
    /// @param seed exactly 32 bytes, another one than that of the Ed25519 key
    static MlDsaKey ofSeed(String name, byte[] seed) {
        return new MlDsaKey(SigningKey.ofSeed(name, seed, TYPE, NamedParameterSpec.ML_DSA_44, KEY_BYTES));
    }

    /// What outsiders are given to verify with: `name+id+key`.
    String verifierKey() {
        return key.verifierKey();
    }

    /// The line that goes behind the note.
    String line(long size, Hash root, Instant at) {
        byte[] signer = key.name().getBytes(StandardCharsets.UTF_8);
        byte[] tree = ByteBuffer.allocate(OPENING.length + 2 * (1 + signer.length) + 3 * Long.BYTES + Hash.BYTES)
                .put(OPENING)
                .put((byte) signer.length)
                .put(signer)
                .putLong(at.getEpochSecond())
                .put((byte) signer.length) // the origin: the log signs for itself
                .put(signer)
                .putLong(0)
                .putLong(size)
                .put(root.bytes())
                .array();
        byte[] signature = key.sign(tree);
        return key.line(ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(at.getEpochSecond())
                .put(signature)
                .array());
    }
}
