package org.llmregistry.witness;

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
import org.llmregistry.verifier.Note;

/// The key of a witness (c2sp.org/tlog-cosignature, type 0x04), or of a log that it watches (c2sp.org/signed-note, type
/// 0x01).
final class Ed25519Key {

    private static final byte SIGNATURE = 0x01;
    private static final byte COSIGNATURE = 0x04;
    private static final int SEED_BYTES = 32;
    private static final int ID_BYTES = 4;

    private final String name;
    private final byte[] typedKey;
    private final PrivateKey key;

    private Ed25519Key(String name, byte[] typedKey, PrivateKey key) {
        this.name = name;
        this.typedKey = typedKey;
        this.key = key;
    }

    /// @param name no space and no `+`
    /// @param seed exactly 32 bytes
    static Ed25519Key ofWitness(String name, byte[] seed) {
        return of(COSIGNATURE, name, seed);
    }

    /// To tell its witnesses the key of a log whose seed is at hand: on one machine, that is.
    static Ed25519Key ofLog(String name, byte[] seed) {
        return of(SIGNATURE, name, seed);
    }

    private static Ed25519Key of(byte type, String name, byte[] seed) {
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
            byte[] typed = ByteBuffer.allocate(1 + SEED_BYTES)
                    .put(type)
                    .put(encoded, encoded.length - SEED_BYTES, SEED_BYTES)
                    .array();
            return new Ed25519Key(name, typed, pair.getPrivate());
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// What logs and auditors are given: `name+id+key`.
    String verifierKey() {
        return "%s+%s+%s"
                .formatted(
                        name,
                        HexFormat.of().formatHex(id()),
                        Base64.getEncoder().encodeToString(typedKey));
    }

    /// The line that goes behind the checkpoint.
    ///
    /// @param text of the checkpoint, without signatures
    String cosign(String text, long seconds) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(Note.cosigned(text, seconds));
            byte[] signed = signature.sign();
            byte[] line = ByteBuffer.allocate(ID_BYTES + Long.BYTES + signed.length)
                    .put(id())
                    .putLong(seconds)
                    .put(signed)
                    .array();
            return "\u2014 %s %s\n".formatted(name, Base64.getEncoder().encodeToString(line));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
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
    private static final class Given extends SecureRandom {

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
