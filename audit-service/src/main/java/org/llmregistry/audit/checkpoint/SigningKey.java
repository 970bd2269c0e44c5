package org.llmregistry.audit.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.llmregistry.kernel.web.Digests;

/// A key with a name, as c2sp.org/signed-note has it, whatever it signs with.
///
/// @param typedKey the type of its signatures, then the public key
record SigningKey(String name, byte[] typedKey, PrivateKey key, String algorithm) {

    private static final int SEED_BYTES = 32;
    private static final int ID_BYTES = 4;

    /// @param name     no space and no `+`: the origin of the log
    /// @param seed     exactly 32 bytes
    /// @param keyBytes length of the public key
    static SigningKey ofSeed(String name, byte[] seed, byte type, NamedParameterSpec algorithm, int keyBytes) {
        if (name.isEmpty() || name.contains("+") || name.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("the name of a key has neither spaces nor +");
        }
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("a seed has 32 bytes, not " + seed.length);
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.getName());
            generator.initialize(algorithm, new Given(seed));
            KeyPair pair = generator.generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] typed = ByteBuffer.allocate(1 + keyBytes)
                    .put(type)
                    .put(encoded, encoded.length - keyBytes, keyBytes)
                    .array();
            return new SigningKey(name, typed, pair.getPrivate(), algorithm.getName());
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

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// The line that goes behind a note.
    String line(byte[] signature) {
        byte[] line = ByteBuffer.allocate(ID_BYTES + signature.length)
                .put(id())
                .put(signature)
                .array();
        return "\u2014 %s %s\n".formatted(name, Base64.getEncoder().encodeToString(line));
    }

    private byte[] id() {
        byte[] named = (name + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(named, named.length + typedKey.length);
        System.arraycopy(typedKey, 0, both, named.length, typedKey.length);
        return Arrays.copyOf(Digests.sha256(both), ID_BYTES);
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
