package org.llmregistry.verifier;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/// Key of a log or of a witness as its owner publishes it: `name+id+key` (c2sp.org/signed-note).
///
/// @param text all of it, as it was given
public record VerifierKey(String name, String id, Type type, PublicKey key, String text) {

    /// What stands before the bytes of a key in X.509 (RFC 8410; RFC 9881).
    private static final String ED25519 = "302a300506032b6570032100";

    private static final String ML_DSA_44 = "30820532300b06096086480165030403110382052100";

    /// What its signatures are.
    public enum Type {
        /// The text itself is signed: a log.
        SIGNATURE(0x01, "Ed25519", ED25519, 32),
        /// A time and the text are signed: a witness (c2sp.org/tlog-cosignature).
        COSIGNATURE(0x04, "Ed25519", ED25519, 32),
        /// A time and the tree are signed, proof against quantum computers: a log's second line.
        TREE(0x06, "ML-DSA-44", ML_DSA_44, 1312);

        final String algorithm;
        private final int code;
        private final byte[] prefix;
        private final int bytes;

        Type(int code, String algorithm, String prefix, int bytes) {
            this.code = code;
            this.algorithm = algorithm;
            this.prefix = HexFormat.of().parseHex(prefix);
            this.bytes = bytes;
        }

        private boolean isOf(byte[] typed) {
            return typed.length == 1 + bytes && typed[0] == code;
        }

        private PublicKey read(byte[] typed) throws GeneralSecurityException {
            byte[] spki = Arrays.copyOf(prefix, prefix.length + bytes);
            System.arraycopy(typed, 1, spki, prefix.length, bytes);
            return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(spki));
        }
    }

    public static VerifierKey parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        if (parts.length != 3 || parts[0].isEmpty() || parts[0].chars().anyMatch(Character::isWhitespace)) {
            throw new Failure("the key is not of the form name+id+key");
        }
        byte[] typed = Text.base64(parts[2], "the key");
        Type type = Arrays.stream(Type.values())
                .filter(each -> each.isOf(typed))
                .findFirst()
                .orElseThrow(() -> new Failure("the key is neither of Ed25519 nor of ML-DSA-44"));
        if (!parts[1].equals(id(parts[0], typed))) {
            throw new Failure("the id of the key is not that of its bytes");
        }
        try {
            return new VerifierKey(parts[0], parts[1], type, type.read(typed), text.strip());
        } catch (GeneralSecurityException noKey) {
            throw new Failure("the key is no %s key".formatted(type.algorithm));
        }
    }

    boolean signed(byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance(type.algorithm);
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException notOne) {
            return false;
        }
    }

    private static String id(String name, byte[] typed) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(name.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) '\n');
            return HexFormat.of().formatHex(sha256.digest(typed), 0, 4);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
