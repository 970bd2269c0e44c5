package org.llmregistry.audit.merkle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The roots of the complete subtrees that a log of some size consists of, largest first: all that is needed to append
/// and to tell the root, at most 63 hashes. Its size is the sum of the subtrees, so it follows from the log's size.
public final class Frontier {

    private final List<Hash> subtrees;
    private long size;

    private Frontier(long size, List<Hash> subtrees) {
        this.size = size;
        this.subtrees = subtrees;
    }

    public static Frontier empty() {
        return new Frontier(0, new ArrayList<>());
    }

    /// @param stored what [#bytes] gave for a log of this size
    public static Frontier of(long size, byte[] stored) {
        if (stored.length != Long.bitCount(size) * Hash.BYTES) {
            throw new IllegalArgumentException("the frontier of size %d has another length".formatted(size));
        }
        List<Hash> subtrees = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(stored);
        while (buffer.hasRemaining()) {
            byte[] hash = new byte[Hash.BYTES];
            buffer.get(hash);
            subtrees.add(Hash.of(hash));
        }
        return new Frontier(size, subtrees);
    }

    /// Appends a leaf: subtrees of equal size join, like carrying in binary addition.
    public void append(Hash leaf) {
        Hash joined = leaf;
        for (long carry = size; (carry & 1) == 1; carry >>= 1) {
            joined = Hash.node(subtrees.removeLast(), joined);
        }
        subtrees.add(joined);
        size++;
    }

    public long size() {
        return size;
    }

    public Hash root() {
        if (subtrees.isEmpty()) {
            return Hash.EMPTY;
        }
        Hash root = subtrees.getLast();
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = Hash.node(subtrees.get(i), root);
        }
        return root;
    }

    public byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(subtrees.size() * Hash.BYTES);
        subtrees.forEach(subtree -> buffer.put(subtree.bytes()));
        return buffer.array();
    }
}
