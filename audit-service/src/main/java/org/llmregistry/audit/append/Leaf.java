package org.llmregistry.audit.append;

import org.llmregistry.audit.merkle.Hash;

/// The bytes that the log keeps for ever, and their hash in the tree.
record Leaf(byte[] bytes, Hash hash) {}
