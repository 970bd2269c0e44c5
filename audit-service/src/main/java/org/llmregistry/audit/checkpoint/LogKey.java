package org.llmregistry.audit.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// The Ed25519 key that the log signs its checkpoints with (c2sp.org/signed-note, type 0x01).
final class LogKey {

    private static final byte ED25519 = 0x01;
    private static final int SEED_BYTES = 32;
    private static final int ID_BYTES = 4;

    private final String name;
    private final byte[] typedKey;
    private final PrivateKey key;

    private LogKey(String name, byte[] typedKey, PrivateKey key) {
        this.name = name;
        this.typedKey = typedKey;
        this.key = key;
    }

    /// @param name no space and no `+`: the origin of the log
    /// @param seed exactly 32 bytes
    static LogKey ofSeed(String name, byte[] seed) {
        if (name.isEmpty() || name.contains("+") || name.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("the name of a key has neither spaces nor +");
        }
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("a seed has 32 bytes, not " + seed.length);
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
            KeyPair pair = generator.generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            ByteBuffer typed = ByteBuffer.allocate(1 + SEED_BYTES);
            typed.put(ED25519).put(encoded, encoded.length - SEED_BYTES, SEED_BYTES);
            return new LogKey(name, typed.array(), pair.getPrivate());
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

    /// The note: the text, an empty line, the line of the signature.
    String sign(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] signed = signature.sign();
            byte[] line = ByteBuffer.allocate(ID_BYTES + signed.length)
                    .put(id())
                    .put(signed)
                    .array();
            return "%s\n\u2014 %s %s\n"
                    .formatted(text, name, Base64.getEncoder().encodeToString(line));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// Ed25519 is deterministic: what this key has signed, it signs alike.
    boolean hasSigned(String note) {
        int end = note.lastIndexOf("\n\n") + 1;
        return end > 0
                && note.substring(end).contains(sign(note.substring(0, end)).substring(end + 1));
    }

    private byte[] id() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(name.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) '\n');
            return Arrays.copyOf(sha256.digest(typedKey), ID_BYTES);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// Hands the seed to the generator, which takes its public key from it; the JDK has no other way from one to the
    /// other.
    static final class Given extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Given(byte[] seed) {
            super(null, null);
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
