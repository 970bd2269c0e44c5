package org.llmregistry.verifier;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// Merkle trees by RFC 9162: hashes (section 2.1.1), inclusion (2.1.3.2) and consistency (2.1.4.2).
public final class Tree {

    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    });

    private Tree() {}

    /// Root of a tree without entries.
    public static byte[] empty() {
        return SHA256.get().digest();
    }

    static byte[] leaf(byte[] entry) {
        return hash((byte) 0, entry, new byte[0]);
    }

    static byte[] node(byte[] left, byte[] right) {
        return hash((byte) 1, left, right);
    }

    private static byte[] hash(byte prefix, byte[] first, byte[] second) {
        MessageDigest sha256 = SHA256.get(); // empty again after each digest
        sha256.update(prefix);
        sha256.update(first);
        return sha256.digest(second);
    }

    public static void requireIncluded(byte[] leaf, long index, long size, List<byte[]> proof, byte[] root) {
        if (index < 0 || index >= size) {
            throw new Failure("entry %d is outside a tree of %d entries".formatted(index, size));
        }
        long fn = index;
        long sn = size - 1;
        byte[] r = leaf;
        for (byte[] p : proof) {
            require(sn != 0, "the proof has too many hashes");
            if ((fn & 1) == 1 || fn == sn) {
                r = node(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = node(r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        require(sn == 0, "the proof has too few hashes");
        require(MessageDigest.isEqual(r, root), "the entry does not lead to the signed root");
    }

    public static void requireConsistent(long earlier, byte[] root1, long later, byte[] root2, List<byte[]> proof) {
        require(earlier <= later, "the earlier tree is the larger one");
        if (earlier == 0) {
            require(proof.isEmpty(), "an empty tree needs no proof");
            return;
        }
        if (earlier == later) {
            require(
                    proof.isEmpty() && MessageDigest.isEqual(root1, root2),
                    "two roots for one size: the log was forked");
            return;
        }
        require(!proof.isEmpty() || Long.bitCount(earlier) == 1, "the proof has too few hashes");
        long fn = earlier - 1;
        long sn = later - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        boolean whole = Long.bitCount(earlier) == 1;
        byte[] fr = whole ? root1 : proof.getFirst();
        byte[] sr = fr;
        for (byte[] c : whole ? proof : proof.subList(1, proof.size())) {
            require(sn != 0, "the proof has too many hashes");
            if ((fn & 1) == 1 || fn == sn) {
                fr = node(c, fr);
                sr = node(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = node(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        require(sn == 0, "the proof has too few hashes");
        require(MessageDigest.isEqual(fr, root1), "the proof does not lead to the earlier root");
        require(MessageDigest.isEqual(sr, root2), "the log was rewritten: its beginning is not what was signed before");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Failure(otherwise);
        }
    }
}
