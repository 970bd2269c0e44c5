package org.llmregistry.audit.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A node of the tree: 32 bytes of SHA-256.
public final class Hash {

    public static final int BYTES = 32;
    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;

    /// Root of the log without entries: the hash of nothing.
    public static final Hash EMPTY = new Hash(sha256().digest());

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @param bytes exactly 32
    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /// `SHA-256(0x00 || entry)`
    public static Hash leaf(byte[] entry) {
        return new Hash(begun(LEAF).digest(entry));
    }

    /// A leaf whose end is not known yet.
    public static Begun begin(byte[] beginning) {
        MessageDigest sha256 = begun(LEAF);
        sha256.update(beginning);
        return new Begun(sha256);
    }

    /// What is hashed of a leaf before its end is known.
    public static final class Begun {

        private final MessageDigest sha256;

        private Begun(MessageDigest sha256) {
            this.sha256 = sha256;
        }

        public Hash end(byte[] end) {
            try {
                return new Hash(((MessageDigest) sha256.clone()).digest(end));
            } catch (CloneNotSupportedException everyJdkCan) {
                throw new IllegalStateException(everyJdkCan);
            }
        }
    }

    /// `SHA-256(0x01 || left || right)`
    public static Hash node(Hash left, Hash right) {
        MessageDigest sha256 = begun(NODE);
        sha256.update(left.bytes);
        return new Hash(sha256.digest(right.bytes));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /// Standard alphabet, padded: the form that checkpoints and proofs use.
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest begun(byte kind) {
        MessageDigest sha256 = sha256();
        sha256.update(kind);
        return sha256;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
