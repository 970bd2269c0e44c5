package org.llmregistry.audit.tile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.llmregistry.audit.merkle.Hash;

/// Proofs of a tree of some size, made from tiles (RFC 6962, section 2.1): each tile is read once, and only those along
/// the way up.
public final class TreeHashes {

    /// Where tiles are read.
    public interface Source {

        /// The first `width` hashes of a tile.
        List<Hash> tile(int level, long n, int width);
    }

    private record Key(int level, long n) {}

    private final Source source;
    private final long size;
    private final Map<Key, List<Hash>> read = new HashMap<>();

    public TreeHashes(Source source, long size) {
        this.source = source;
        this.size = size;
    }

    public Hash root() {
        return size == 0 ? Hash.EMPTY : range(0, size);
    }

    /// Siblings from the leaf up to the root.
    public List<Hash> inclusionProof(long index) {
        return inclusionProof(index, 0, size);
    }

    private List<Hash> inclusionProof(long index, long from, long to) {
        if (to - from == 1) {
            return new ArrayList<>();
        }
        long split = from + Long.highestOneBit(to - from - 1);
        List<Hash> proof = index < split ? inclusionProof(index, from, split) : inclusionProof(index, split, to);
        proof.add(index < split ? range(split, to) : range(from, split));
        return proof;
    }

    /// Shows that the tree of the first `earlier` leaves is a prefix of this one; empty for none and for all of them.
    public List<Hash> consistencyProof(long earlier) {
        return earlier == 0 ? List.of() : consistencyProof(earlier, 0, size, true);
    }

    private List<Hash> consistencyProof(long earlier, long from, long to, boolean complete) {
        if (earlier == to) {
            return new ArrayList<>(complete ? List.of() : List.of(range(from, to)));
        }
        long split = from + Long.highestOneBit(to - from - 1);
        boolean left = earlier <= split;
        List<Hash> proof =
                left ? consistencyProof(earlier, from, split, complete) : consistencyProof(earlier, split, to, false);
        proof.add(left ? range(split, to) : range(from, split));
        return proof;
    }

    private Hash range(long from, long to) {
        long leaves = to - from;
        if (Long.bitCount(leaves) == 1) {
            return complete(from, Long.numberOfTrailingZeros(leaves));
        }
        long split = from + Long.highestOneBit(leaves);
        return Hash.node(range(from, split), range(split, to));
    }

    /// Root of a complete subtree of 2^height leaves: the hashes that lie side by side in a tile.
    private Hash complete(long from, int height) {
        int level = height / 8;
        long first = from >> (8 * level);
        long n = first / TilePath.FULL;
        long available = (size >> (8 * level)) - n * TilePath.FULL;
        List<Hash> tile = read.computeIfAbsent(
                new Key(level, n), key -> source.tile(level, n, (int) Math.min(available, TilePath.FULL)));
        int at = (int) (first % TilePath.FULL);
        List<Hash> hashes = tile.subList(at, at + (1 << (height % 8)));
        while (hashes.size() > 1) {
            List<Hash> parents = new ArrayList<>();
            for (int i = 0; i < hashes.size(); i += 2) {
                parents.add(Hash.node(hashes.get(i), hashes.get(i + 1)));
            }
            hashes = parents;
        }
        return hashes.getFirst();
    }
}
