package org.llmregistry.audit.personal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.llmregistry.kernel.web.Digests;

/// Text about a person that belongs to an entry. The leaf carries a salted commitment to it: hiding while the salt is
/// secret, binding afterwards (EDPB Guidelines 02/2025). Erasing it changes no leaf and no proof.
///
/// @param salt    32 bytes in lower-case hexadecimal
/// @param content canonical JSON (RFC 8785)
public record PersonalPart(String salt, String content) {

    /// Member of the leaf's `data` that holds the commitment.
    public static final String COMMITMENT = "personalCommitment";

    private static final byte[] DOMAIN = "audit-pii-v1\0".getBytes(StandardCharsets.UTF_8);

    /// `SHA-256("audit-pii-v1" || 0x00 || salt || content)` in lower-case hexadecimal.
    public String commitment() {
        MessageDigest sha256 = Digests.newSha256();
        sha256.update(DOMAIN);
        sha256.update(HexFormat.of().parseHex(salt));
        sha256.update(content.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha256.digest());
    }

    /// In the transaction that appends the entry.
    public void keep(Connection connection, short log, long index) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO personal_part (log_id, idx, salt, content) VALUES (?, ?, ?, ?)")) {
            insert.setShort(1, log);
            insert.setLong(2, index);
            insert.setBytes(3, HexFormat.of().parseHex(salt));
            insert.setString(4, content);
            insert.executeUpdate();
        }
    }

    /// Empty: the entry has none, or it was erased.
    public static Optional<PersonalPart> of(Connection connection, short log, long index) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT salt, content FROM personal_part WHERE log_id = ? AND idx = ?")) {
            query.setShort(1, log);
            query.setLong(2, index);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new PersonalPart(HexFormat.of().formatHex(row.getBytes(1)), row.getString(2)))
                        : Optional.empty();
            }
        }
    }

    /// Those of the entries that have one which was not erased.
    public static Set<Long> there(Connection connection, short log, List<Long> indexes) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT idx FROM personal_part WHERE log_id = ? AND idx = ANY (?)")) {
            query.setShort(1, log);
            query.setArray(2, connection.createArrayOf("bigint", indexes.toArray()));
            Set<Long> there = new HashSet<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    there.add(row.getLong(1));
                }
            }
            return there;
        }
    }

    /// In the transaction that appends the event of it. What was erased before stays erased.
    public static void erase(Connection connection, short log, List<Long> indexes) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM personal_part WHERE log_id = ? AND idx = ANY (?)")) {
            delete.setShort(1, log);
            delete.setArray(2, connection.createArrayOf("bigint", indexes.toArray()));
            delete.executeUpdate();
        }
    }
}
