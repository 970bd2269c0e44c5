package org.llmregistry.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.llmregistry.audit.canonical.CanonicalJson;

/// Vectors of transparency-dev/merkle (98 + 98, mostly negative) and of cyberphone/json-canonicalization, read
/// where they lie.
class SharedVectorsTest {

    private static final Path FOLDER = Path.of(System.getProperty("repository.root"), "..", "shared", "data", "vectors")
            .normalize();

    /// The reference compares these two equal texts as roots; our hashes have 32 bytes, so there is nothing to compare.
    private static final String ROOTS_OF_ANOTHER_LENGTH = "sizes-are-equal-one-and-proof-is-empty.json";

    @Test
    void inclusion() throws IOException {
        int checked = 0;
        for (JsonNode vector : vectors("merkle-inclusion.json")) {
            boolean holds = wellFormed(vector, "root", "leafHash")
                    && MerkleTree.verifyInclusion(
                            vector.get("leafIdx").bigIntegerValue().longValue(),
                            vector.get("treeSize").bigIntegerValue().longValue(),
                            hash(vector.get("leafHash")),
                            proof(vector),
                            hash(vector.get("root")));
            assertThat(holds)
                    .as(vector.get("name").asText())
                    .isEqualTo(!vector.get("wantErr").asBoolean());
            checked++;
        }
        assertThat(checked).isEqualTo(98);
    }

    @Test
    void consistency() throws IOException {
        int checked = 0;
        for (JsonNode vector : vectors("merkle-consistency.json")) {
            boolean holds = wellFormed(vector, "root1", "root2")
                    && MerkleTree.verifyConsistency(
                            vector.get("size1").bigIntegerValue().longValue(),
                            vector.get("size2").bigIntegerValue().longValue(),
                            hash(vector.get("root1")),
                            hash(vector.get("root2")),
                            proof(vector));
            String name = vector.get("name").asText();
            assertThat(holds)
                    .as(name)
                    .isEqualTo(!vector.get("wantErr").asBoolean() && !name.endsWith(ROOTS_OF_ANOTHER_LENGTH));
            checked++;
        }
        assertThat(checked).isEqualTo(98);
    }

    @Test
    void canonical_json() throws IOException {
        for (JsonNode vector : vectors("jcs.json")) {
            assertThat(CanonicalJson.of(new ObjectMapper()
                                    .readTree(vector.get("input").asText()))
                            .getBytes(StandardCharsets.UTF_8))
                    .as(vector.get("name").asText())
                    .isEqualTo(HexFormat.of().parseHex(vector.get("outputHex").asText()));
        }
    }

    private static JsonNode vectors(String file) throws IOException {
        Path path = FOLDER.resolve(file);
        if (!Files.exists(path)) {
            System.err.println(
                    "LEFT OUT: the vectors " + file + ", because the shared folder is not beside this project");
        }
        assumeTrue(Files.exists(path), "vectors are not there");
        return new ObjectMapper().readTree(Files.readString(path, StandardCharsets.UTF_8));
    }

    /// Some negative vectors carry hashes of another length; they can't even become a [Hash].
    private static boolean wellFormed(JsonNode vector, String... names) {
        List<JsonNode> hashes = new ArrayList<>();
        for (String name : names) {
            hashes.add(vector.get(name));
        }
        vector.path("proof").forEach(hashes::add);
        return hashes.stream().allMatch(hash -> bytes(hash).length == Hash.BYTES);
    }

    private static List<Hash> proof(JsonNode vector) {
        List<Hash> proof = new ArrayList<>();
        vector.path("proof").forEach(step -> proof.add(hash(step)));
        return proof;
    }

    private static Hash hash(JsonNode base64) {
        return Hash.of(bytes(base64));
    }

    private static byte[] bytes(JsonNode base64) {
        return base64.isNull() ? new byte[0] : Base64.getDecoder().decode(base64.asText());
    }
}
