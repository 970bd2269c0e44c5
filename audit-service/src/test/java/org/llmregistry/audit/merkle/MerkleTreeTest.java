package org.llmregistry.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Known answers of transparency-dev/merkle and of Tessera's test log.
class MerkleTreeTest {

    private static final List<Hash> LEAVES = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(hex -> Hash.leaf(HexFormat.of().parseHex(hex)))
            .toList();

    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void roots_are_those_of_the_reference(int size, String root) {
        assertThat(MerkleTree.root(LEAVES.subList(0, size))).hasToString(root);
        assertThat(frontierOf(LEAVES.subList(0, size)).root()).hasToString(root);
    }

    @Test
    void leaves_and_nodes_are_hashed_with_their_own_prefix() {
        assertThat(Hash.leaf(bytes("L123456")))
                .hasToString("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
        assertThat(Hash.leaf(bytes("hello world")).base64()).isEqualTo("TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=");
    }

    @Test
    void inclusion_proofs_are_those_of_the_reference() {
        assertThat(MerkleTree.inclusionProof(5, LEAVES))
                .map(Hash::toString)
                .containsExactly(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(MerkleTree.inclusionProof(2, LEAVES.subList(0, 3)))
                .map(Hash::toString)
                .containsExactly("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    }

    @Test
    void consistency_proofs_are_those_of_the_reference() {
        assertThat(MerkleTree.consistencyProof(6, LEAVES))
                .map(Hash::toString)
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(MerkleTree.consistencyProof(2, LEAVES.subList(0, 5)))
                .map(Hash::toString)
                .containsExactly(
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=",
        "2, T1X2GdkhUjV3iyufF9b0kVsWFxIU0VI4EpNml2Teci4=",
        "5, gy5gl3aksFyiCO95a/1vLXz88A3dRq+0l9Sxte8ZqZQ=",
        "10, y8/gZsZCtitsMan09tY+k8I7Qpr7Y5fbO2tLi9GQnfU=",
        "15, rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs="
    })
    void roots_are_those_of_a_log_that_others_wrote(int size, String root) {
        List<Hash> leaves = Stream.of(
                        ("one two three four five six seven eit nain ten ileven twelf threeten fourten fivten")
                                .split(" "))
                .map(text -> Hash.leaf(bytes(text)))
                .toList();
        assertThat(frontierOf(leaves.subList(0, size)).root().base64()).isEqualTo(root);
    }

    @Test
    void roots_of_a_large_log_are_those_that_two_other_verifiers_accepted() {
        Frontier frontier = Frontier.empty();
        List<String> roots = new ArrayList<>();
        for (int i = 0; i < 70_000; i++) {
            frontier.append(Hash.leaf(bytes("{\"id\":\"evt-%d\",\"type\":\"license.granted\"}".formatted(i))));
            if (List.of(1L, 1_000L, 69_999L, 70_000L).contains(frontier.size())) {
                roots.add(frontier.root().base64());
            }
        }
        assertThat(roots)
                .containsExactly(
                        "vsOAw7y3lAHdjn4m869IZ4fxUBPbFYuLI2vVAwEz2kU=",
                        "YqgdpFcPETzCgn5om2+1N3LgKZIrFnfMSZ0ERZVgnUw=",
                        "5NHvEfbN6KVnXHPN2eft5ykNK6ABKDmw1Ug2svgDAtw=",
                        "WyQpIsCoaRoJqYxCFpqmXfsVvBGNOPf3VudKV83Ih0w=");
    }

    @Test
    void the_frontier_agrees_with_the_definition_at_every_size() {
        List<Hash> leaves = leaves(1_100);
        Frontier frontier = Frontier.empty();
        for (int size = 0; size <= leaves.size(); size++) {
            assertThat(frontier.root()).as("size %d", size).isEqualTo(MerkleTree.root(leaves.subList(0, size)));
            if (size < leaves.size()) {
                frontier = Frontier.of(frontier.size(), frontier.bytes());
                frontier.append(leaves.get(size));
            }
        }
    }

    @Test
    void the_frontier_agrees_with_the_definition_where_a_power_of_two_is_passed() {
        List<Hash> leaves = leaves(65_538);
        Frontier frontier = frontierOf(leaves.subList(0, 65_535));
        for (int size = 65_535; size < leaves.size(); size++) {
            assertThat(frontier.root()).isEqualTo(MerkleTree.root(leaves.subList(0, size)));
            frontier.append(leaves.get(size));
        }
    }

    @Test
    void every_proof_verifies_and_none_for_another_place_or_leaf() {
        List<Hash> leaves = leaves(40);
        for (int size = 1; size <= leaves.size(); size++) {
            List<Hash> tree = leaves.subList(0, size);
            Hash root = MerkleTree.root(tree);
            for (int index = 0; index < size; index++) {
                List<Hash> proof = MerkleTree.inclusionProof(index, tree);
                assertThat(MerkleTree.verifyInclusion(index, size, tree.get(index), proof, root))
                        .isTrue();
                assertThat(MerkleTree.verifyInclusion(index, size, Hash.leaf(bytes("other")), proof, root))
                        .isFalse();
                assertThat(MerkleTree.verifyInclusion(index + 1, size, tree.get(index), proof, root))
                        .isFalse();
            }
            for (int old = 1; old <= size; old++) {
                List<Hash> proof = MerkleTree.consistencyProof(old, tree);
                Hash oldRoot = MerkleTree.root(leaves.subList(0, old));
                assertThat(MerkleTree.verifyConsistency(old, size, oldRoot, root, proof))
                        .isTrue();
                assertThat(MerkleTree.verifyConsistency(old, size, Hash.leaf(bytes("fork")), root, proof))
                        .isFalse();
            }
        }
    }

    private static List<Hash> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Hash.leaf(bytes("entry " + i)))
                .toList();
    }

    private static Frontier frontierOf(List<Hash> leaves) {
        Frontier frontier = Frontier.empty();
        leaves.forEach(frontier::append);
        return frontier;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
