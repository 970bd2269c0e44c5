package org.llmregistry.audit.merkle;

import java.util.ArrayList;
import java.util.List;

/// The tree by its definition (RFC 6962, section 2.1): root, proofs, and their verification (RFC 9162, sections 2.1.3.2
/// and 2.1.4.2). Verification needs nothing but hashes, so an outsider can repeat it.
public final class MerkleTree {

    private MerkleTree() {}

    public static Hash root(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Hash.EMPTY;
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = split(leaves.size());
        return Hash.node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    /// Siblings from the leaf up to the root.
    public static List<Hash> inclusionProof(int index, List<Hash> leaves) {
        List<Hash> proof = new ArrayList<>();
        if (leaves.size() > 1) {
            int split = split(leaves.size());
            if (index < split) {
                proof.addAll(inclusionProof(index, leaves.subList(0, split)));
                proof.add(root(leaves.subList(split, leaves.size())));
            } else {
                proof.addAll(inclusionProof(index - split, leaves.subList(split, leaves.size())));
                proof.add(root(leaves.subList(0, split)));
            }
        }
        return proof;
    }

    /// Shows that the tree of the first `size` leaves is a prefix of the whole.
    public static List<Hash> consistencyProof(int size, List<Hash> leaves) {
        return size == 0 ? List.of() : consistencyProof(size, leaves, true);
    }

    private static List<Hash> consistencyProof(int size, List<Hash> leaves, boolean complete) {
        List<Hash> proof = new ArrayList<>();
        if (size == leaves.size()) {
            if (!complete) {
                proof.add(root(leaves));
            }
            return proof;
        }
        int split = split(leaves.size());
        if (size <= split) {
            proof.addAll(consistencyProof(size, leaves.subList(0, split), complete));
            proof.add(root(leaves.subList(split, leaves.size())));
        } else {
            proof.addAll(consistencyProof(size - split, leaves.subList(split, leaves.size()), false));
            proof.add(root(leaves.subList(0, split)));
        }
        return proof;
    }

    public static boolean verifyInclusion(long index, long size, Hash leaf, List<Hash> proof, Hash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long position = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((position & 1) == 1 || position == last) {
                hash = Hash.node(sibling, hash);
                while ((position & 1) == 0 && position != 0) {
                    position >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Hash.node(hash, sibling);
            }
            position >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /// @param size1 at least 1; what an empty log is a prefix of is no question of hashes
    public static boolean verifyConsistency(long size1, long size2, Hash root1, Hash root2, List<Hash> proof) {
        if (size1 < 1 || size1 > size2) {
            return false;
        }
        if (size1 == size2) {
            return proof.isEmpty() && root1.equals(root2);
        }
        List<Hash> path = new ArrayList<>(proof);
        if (Long.bitCount(size1) == 1) {
            path.addFirst(root1);
        }
        if (path.isEmpty()) {
            return false;
        }
        long position = size1 - 1;
        long last = size2 - 1;
        while ((position & 1) == 1) {
            position >>= 1;
            last >>= 1;
        }
        Hash old = path.getFirst();
        Hash now = old;
        for (Hash sibling : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((position & 1) == 1 || position == last) {
                old = Hash.node(sibling, old);
                now = Hash.node(sibling, now);
                while ((position & 1) == 0 && position != 0) {
                    position >>= 1;
                    last >>= 1;
                }
            } else {
                now = Hash.node(now, sibling);
            }
            position >>= 1;
            last >>= 1;
        }
        return last == 0 && old.equals(root1) && now.equals(root2);
    }

    /// Largest power of two strictly below n.
    private static int split(int n) {
        return Integer.highestOneBit(n - 1);
    }
}
