package org.llmregistry.audit.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.audit.merkle.MerkleTree;

/// The log by its definition: indexes without a gap, hashes of the bytes, the root over all of them. And what of it is
/// public.
public final class SoundLog {

    private SoundLog() {}

    /// @return its number of entries
    public static long require(DataSource database) throws SQLException {
        List<Hash> leaves = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SELECT idx, leaf_hash, body FROM entry ORDER BY idx")) {
            while (row.next()) {
                assertThat(row.getLong(1)).isEqualTo(leaves.size());
                assertThat(Hash.leaf(row.getBytes(3))).isEqualTo(Hash.of(row.getBytes(2)));
                leaves.add(Hash.of(row.getBytes(2)));
            }
        }
        var head = RestAssured.get("/log/tree-head").then().statusCode(200).extract();
        assertThat(head.jsonPath().getLong("size")).isEqualTo(leaves.size());
        assertThat(head.jsonPath().getString("rootHash"))
                .isEqualTo(MerkleTree.root(leaves).base64());
        return leaves.size();
    }

    static String checkpoint() {
        return RestAssured.get("/checkpoint").then().statusCode(200).extract().asString();
    }

    /// Number of entries that the checkpoint covers.
    static long published() {
        return Long.parseLong(checkpoint().lines().toList().get(1));
    }
}
