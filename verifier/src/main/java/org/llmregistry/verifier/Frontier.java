package org.llmregistry.verifier;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tree that grows leaf by leaf: the roots of its complete subtrees, largest first.
final class Frontier {

    private final List<byte[]> subtrees = new ArrayList<>();
    private long size;

    void add(byte[] leaf) {
        byte[] joined = leaf;
        for (long carry = size; (carry & 1) == 1; carry >>= 1) {
            joined = Tree.node(subtrees.removeLast(), joined);
        }
        subtrees.add(joined);
        size++;
    }

    byte[] root() {
        byte[] root = rootWith(null);
        return root == null ? Tree.empty() : root;
    }

    /// Root of these subtrees and of what stands behind them.
    ///
    /// @param rest root of that; null when there is nothing
    byte @Nullable [] rootWith(byte @Nullable [] rest) {
        byte[] root = rest;
        for (byte[] subtree : subtrees.reversed()) {
            root = root == null ? subtree : Tree.node(subtree, root);
        }
        return root;
    }
}
