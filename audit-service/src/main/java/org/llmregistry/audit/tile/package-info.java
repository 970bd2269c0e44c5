/// The Merkle tree as outsiders read it: tiles of 256 hashes, bundles of entries (c2sp.org/tlog-tiles).
@NullMarked
package org.llmregistry.audit.tile;

import org.jspecify.annotations.NullMarked;
