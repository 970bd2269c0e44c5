package org.llmregistry.audit.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.audit.merkle.MerkleTree;

/// Proofs from tiles are those of the tree by its definition.
class TreeHashesTest {

    private static final List<Hash> LEAVES = IntStream.range(0, 65_600)
            .mapToObj(i -> Hash.leaf("{\"id\":\"evt-%d\",\"type\":\"license.granted\"}"
                    .formatted(i)
                    .getBytes(StandardCharsets.UTF_8)))
            .toList();

    @Test
    void every_proof_of_small_trees_is_the_one_of_the_definition() {
        for (int size = 1;
                size <= 600;
                size += size < 40 || size > 250 && size < 260 || size > 508 && size < 516 ? 1 : 37) {
            List<Hash> leaves = LEAVES.subList(0, size);
            TreeHashes tree = new TreeHashes(tilesOf(leaves), size);
            assertThat(tree.root()).as("root of %d", size).isEqualTo(MerkleTree.root(leaves));
            for (int index = 0; index < size; index += 1 + size / 50) {
                assertThat(tree.inclusionProof(index))
                        .as("leaf %d of %d", index, size)
                        .isEqualTo(MerkleTree.inclusionProof(index, leaves));
            }
            for (int earlier = 0; earlier <= size; earlier += 1 + size / 50) {
                assertThat(tree.consistencyProof(earlier))
                        .as("%d of %d", earlier, size)
                        .isEqualTo(MerkleTree.consistencyProof(earlier, leaves));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {65_535, 65_536, 65_537})
    void a_tree_that_fills_a_tile_of_level_1_proves_what_it_holds(int size) {
        List<Hash> leaves = LEAVES.subList(0, size);
        TreeHashes tree = new TreeHashes(tilesOf(leaves), size);
        Hash root = MerkleTree.root(leaves);
        assertThat(tree.root()).isEqualTo(root);
        for (int index : new int[] {0, 255, 256, 40_000, size - 2, size - 1}) {
            List<Hash> proof = tree.inclusionProof(index);
            assertThat(MerkleTree.verifyInclusion(index, size, LEAVES.get(index), proof, root))
                    .isTrue();
            assertThat(MerkleTree.verifyInclusion(index, size, LEAVES.get(index + 1), proof, root))
                    .isFalse();
        }
        for (int earlier : new int[] {1, 255, 256, 257, 40_000, size - 1, size}) {
            assertThat(MerkleTree.verifyConsistency(
                            earlier,
                            size,
                            MerkleTree.root(LEAVES.subList(0, earlier)),
                            root,
                            tree.consistencyProof(earlier)))
                    .isTrue();
        }
    }

    /// Roots of the large log of the transparency-log reference.
    @Test
    void the_known_log_has_its_known_roots() {
        assertThat(new TreeHashes(tilesOf(LEAVES.subList(0, 1)), 1).root().base64())
                .isEqualTo("vsOAw7y3lAHdjn4m869IZ4fxUBPbFYuLI2vVAwEz2kU=");
        assertThat(new TreeHashes(tilesOf(LEAVES.subList(0, 1_000)), 1_000)
                        .root()
                        .base64())
                .isEqualTo("YqgdpFcPETzCgn5om2+1N3LgKZIrFnfMSZ0ERZVgnUw=");
    }

    /// Tiles by their definition: a hash of level L is the root of 256^L leaves.
    private static TreeHashes.Source tilesOf(List<Hash> leaves) {
        List<List<Hash>> levels = new ArrayList<>(List.of(leaves));
        while (levels.getLast().size() >= TilePath.FULL) {
            List<Hash> below = levels.getLast();
            levels.add(IntStream.range(0, below.size() / TilePath.FULL)
                    .mapToObj(i -> MerkleTree.root(below.subList(i * TilePath.FULL, (i + 1) * TilePath.FULL)))
                    .toList());
        }
        return (level, n, width) -> {
            int first = Math.toIntExact(n * TilePath.FULL);
            return levels.get(level).subList(first, first + width);
        };
    }
}
