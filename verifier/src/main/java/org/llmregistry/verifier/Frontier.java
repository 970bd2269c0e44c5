package org.llmregistry.verifier;

import java.util.ArrayList;
import java.util.List;

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
        if (subtrees.isEmpty()) {
            return Tree.empty();
        }
        byte[] root = subtrees.getLast();
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = Tree.node(subtrees.get(i), root);
        }
        return root;
    }
}
