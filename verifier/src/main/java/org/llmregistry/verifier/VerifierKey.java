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

/// Key of a log or of a witness as its owner publishes it: `name+id+key` (c2sp.org/signed-note), Ed25519.
public record VerifierKey(String name, String id, Type type, PublicKey key) {

    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

    /// What its signatures are.
    public enum Type {
        /// The text itself is signed: a log.
        SIGNATURE(0x01),
        /// A time and the text are signed: a witness (c2sp.org/tlog-cosignature).
        COSIGNATURE(0x04);

        private final int code;

        Type(int code) {
            this.code = code;
        }
    }

    public static VerifierKey parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        if (parts.length != 3 || parts[0].isEmpty() || parts[0].chars().anyMatch(Character::isWhitespace)) {
            throw new Failure("the key is not of the form name+id+key");
        }
        byte[] typed = Text.base64(parts[2], "the key");
        Type type = Arrays.stream(Type.values())
                .filter(each -> typed.length == 33 && typed[0] == each.code)
                .findFirst()
                .orElseThrow(() -> new Failure("the key is no Ed25519 key"));
        if (!parts[1].equals(id(parts[0], typed))) {
            throw new Failure("the id of the key is not that of its bytes");
        }
        try {
            byte[] spki = Arrays.copyOf(SPKI, SPKI.length + 32);
            System.arraycopy(typed, 1, spki, SPKI.length, 32);
            return new VerifierKey(
                    parts[0],
                    parts[1],
                    type,
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
        } catch (GeneralSecurityException noKey) {
            throw new Failure("the key is no Ed25519 key");
        }
    }

    boolean signed(byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
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
