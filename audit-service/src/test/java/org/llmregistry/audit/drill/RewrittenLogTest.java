package org.llmregistry.audit.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.llmregistry.audit.drill.SoundLog.checkpoint;
import static org.llmregistry.audit.drill.SoundLog.published;
import static org.llmregistry.audit.entry.Events.append;
import static org.llmregistry.audit.entry.Events.auditor;
import static org.llmregistry.audit.entry.Events.batch;
import static org.llmregistry.audit.entry.Events.event;
import static org.llmregistry.audit.entry.Events.newSubject;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmregistry.audit.AuditServiceTest;
import org.llmregistry.audit.Superuser;
import org.llmregistry.audit.checkpoint.Publishing;
import org.llmregistry.audit.merkle.Frontier;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.audit.selfaudit.SelfAuditRun;

/// The drills of an operator: a backup is restored that is older than what was signed, or somebody with all rights
/// changes an entry and everything in the database that would give it away. The process starts again and signs nothing.
@AuditServiceTest
class RewrittenLogTest {

    @Inject
    AgroalDataSource database;

    @Inject
    Publishing publishing;

    @Inject
    SelfAuditRun selfAudit;

    @ConfigProperty(name = "audit.log.anchor")
    Path anchor;

    private String signed;

    /// What remembers outside the database.
    enum Memory {
        ANCHOR,
        WITNESSES
    }

    @BeforeEach
    void begin() throws SQLException {
        grow(3);
        publishing.now();
    }

    @AfterEach
    void the_true_log_goes_on() throws SQLException, IOException {
        Files.writeString(anchor, signed);
        publishing.startAgain();
        grow(1);
        publishing.now();
        assertThat(published()).isEqualTo(SoundLog.require(database));
    }

    @ParameterizedTest
    @EnumSource(Memory.class)
    void a_restored_backup_that_is_older_than_the_last_signature_signs_nothing_even_when_it_outgrows_it(Memory memory)
            throws SQLException, IOException {
        String old = checkpoint();
        try (Backup backup = Backup.take(database)) {
            grow(2);
            publishing.now();
            signed = Files.readString(anchor);
            backup.restore();
            onlyRemembers(memory);
            publishing.now();
            assertThat(checkpoint()).isEqualTo(old);
            grow(5);
            publishing.now();
            assertThat(checkpoint()).isEqualTo(old);
        }
    }

    @ParameterizedTest
    @EnumSource(Memory.class)
    void a_changed_entry_under_a_root_made_anew_is_never_signed_and_the_log_says_so_itself(Memory memory)
            throws SQLException, IOException {
        if (published() % 256 == 0) {
            grow(1); // the changed entry is in no full tile
            publishing.now();
        }
        signed = Files.readString(anchor);
        String old = checkpoint();
        try (Backup backup = Backup.take(database)) {
            backup.restore();
            forgeNewestEntry();
            onlyRemembers(memory);
            grow(1);
            publishing.now();
            assertThat(checkpoint()).isEqualTo(old);
            String reading = auditor()
                    .post("/log/self-audits")
                    .then()
                    .statusCode(202)
                    .extract()
                    .header("Location");
            selfAudit.now();
            assertThat(auditor().get(reading).then().extract().<String>path("fault"))
                    .isEqualTo("the checkpoint of size %d has another root than the entries"
                            .formatted(Long.parseLong(old.lines().toList().get(1))));
        }
    }

    private void onlyRemembers(Memory memory) throws IOException {
        if (memory == Memory.WITNESSES) {
            Files.delete(anchor);
        }
        publishing.startAgain();
    }

    /// The entry, its hash and the root all fit together afterwards.
    private void forgeNewestEntry() throws SQLException {
        Superuser.writes("""
                UPDATE entry SET body = convert_to(replace(convert_from(body, 'UTF8'), '文心', '文新'), 'UTF8')
                WHERE idx = (SELECT max(idx) FROM entry);
                UPDATE entry SET leaf_hash = sha256('\\x00'::bytea || body) WHERE idx = (SELECT max(idx) FROM entry)""");
        Frontier forged = Frontier.empty();
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SELECT leaf_hash FROM entry ORDER BY idx")) {
            while (row.next()) {
                forged.append(Hash.of(row.getBytes(1)));
            }
        }
        HexFormat hex = HexFormat.of();
        Superuser.writes("UPDATE log_state SET root = '\\x%s', frontier = '\\x%s'"
                .formatted(hex.formatHex(forged.root().bytes()), hex.formatHex(forged.bytes())));
        SoundLog.require(database);
    }

    private static void grow(int entries) {
        String subject = newSubject();
        for (int n = 1; n <= entries; n++) {
            append(batch(event(subject, n))).then().statusCode(200);
        }
    }
}
