package org.llmregistry.audit.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.kernel.web.Digests;

/// The key of a second signature that holds against quantum computers too: ML-DSA-44 (FIPS 204) over a time and the
/// tree (c2sp.org/tlog-cosignature, type 0x06). Whoever does not know it passes its line over.
final class MlDsaKey {

    private static final byte TYPE = 0x06;
    private static final int SEED_BYTES = 32;
    private static final int KEY_BYTES = 1312;
    private static final int ID_BYTES = 4;

    private final String name;
    private final byte[] typedKey;
    private final PrivateKey key;

    private MlDsaKey(String name, byte[] typedKey, PrivateKey key) {
        this.name = name;
        this.typedKey = typedKey;
        this.key = key;
    }

    /// @param name the origin of the log
    /// @param seed exactly 32 bytes, another one than that of the Ed25519 key
    static MlDsaKey ofSeed(String name, byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("a seed has 32 bytes, not " + seed.length);
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("ML-DSA");
            generator.initialize(NamedParameterSpec.ML_DSA_44, new LogKey.Given(seed));
            KeyPair pair = generator.generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] typed = ByteBuffer.allocate(1 + KEY_BYTES)
                    .put(TYPE)
                    .put(encoded, encoded.length - KEY_BYTES, KEY_BYTES)
                    .array();
            return new MlDsaKey(name, typed, pair.getPrivate());
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// What outsiders are given to verify with: `name+id+key`.
    String verifierKey() {
        return "%s+%s+%s"
                .formatted(
                        name,
                        HexFormat.of().formatHex(id()),
                        Base64.getEncoder().encodeToString(typedKey));
    }

    /// The line that goes behind the note.
    String line(long size, Hash root, Instant at) {
        byte[] signer = name.getBytes(StandardCharsets.UTF_8);
        byte[] opening = "subtree/v1\n\0".getBytes(StandardCharsets.UTF_8);
        byte[] tree = ByteBuffer.allocate(opening.length + 2 * (1 + signer.length) + 3 * Long.BYTES + Hash.BYTES)
                .put(opening)
                .put((byte) signer.length)
                .put(signer)
                .putLong(at.getEpochSecond())
                .put((byte) signer.length) // the origin: the log signs for itself
                .put(signer)
                .putLong(0)
                .putLong(size)
                .put(root.bytes())
                .array();
        try {
            Signature signature = Signature.getInstance("ML-DSA-44");
            signature.initSign(key);
            signature.update(tree);
            byte[] signed = signature.sign();
            byte[] line = ByteBuffer.allocate(ID_BYTES + Long.BYTES + signed.length)
                    .put(id())
                    .putLong(at.getEpochSecond())
                    .put(signed)
                    .array();
            return "\u2014 %s %s\n".formatted(name, Base64.getEncoder().encodeToString(line));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private byte[] id() {
        byte[] named = (name + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(named, named.length + typedKey.length);
        System.arraycopy(typedKey, 0, both, named.length, typedKey.length);
        return Arrays.copyOf(Digests.sha256(both), ID_BYTES);
    }
}
