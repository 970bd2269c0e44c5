package org.llmregistry.audit.selfaudit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.llmregistry.audit.entry.Events.append;
import static org.llmregistry.audit.entry.Events.as;
import static org.llmregistry.audit.entry.Events.auditor;
import static org.llmregistry.audit.entry.Events.batch;
import static org.llmregistry.audit.entry.Events.event;
import static org.llmregistry.audit.entry.Events.newSubject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.audit.AuditServiceTest;
import org.llmregistry.audit.Superuser;
import org.llmregistry.audit.checkpoint.Publishing;
import org.llmregistry.kernel.testing.Tokens;

/// Whoever has the database's superuser can write past every trigger. The log notices when it reads itself again.
@AuditServiceTest
class SelfAuditTest {

    @Inject
    SelfAuditing auditing;

    @Inject
    Publishing publishing;

    @Inject
    AgroalDataSource database;

    private String subject;
    private long index;

    @BeforeEach
    void grow() throws SQLException {
        while (size() < 300) {
            ObjectNode[] events = new ObjectNode[100];
            String long_ = newSubject();
            for (int i = 0; i < events.length; i++) {
                events[i] = event(long_, i + 1);
            }
            append(batch(events)).then().statusCode(200);
        }
        subject = newSubject();
        append(batch(event(subject, 1), event(subject, 2), event(subject, 3)))
                .then()
                .statusCode(200);
        publishing.now();
        index = number("SELECT idx FROM entry WHERE subject_n = 2 AND subject = '" + subject + "'");
    }

    @Test
    void an_untouched_log_is_sound_and_the_progress_is_told() throws SQLException {
        String location = auditor()
                .post("/log/self-audits")
                .then()
                .statusCode(202)
                .body("kind", equalTo("FULL"))
                .body("state", equalTo("RUNNING"))
                .body("checked", equalTo(0))
                .body("requestedBy", equalTo(Tokens.subjectOf("auditor")))
                .extract()
                .header("Location");
        String again = auditor()
                .post("/log/self-audits")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        assertThat(again).isEqualTo(location);
        auditing.readNext();
        auditor()
                .get(location)
                .then()
                .statusCode(200)
                .body("state", equalTo("SOUND"))
                .body("checked", equalTo((int) size()))
                .body("size", equalTo((int) size()))
                .body("fault", nullValue());
    }

    @Test
    void what_is_new_is_read_from_the_last_full_tile_that_was_sound() throws SQLException {
        read();
        auditing.requestSuffix();
        assertThat(number("SELECT count(*) FROM self_audit WHERE finished_at IS NULL"))
                .isZero();
        append(batch(event(newSubject(), 1))).then().statusCode(200);
        auditing.requestSuffix();
        auditing.readNext();
        auditor()
                .get("/log/self-audits")
                .then()
                .body("[0].kind", equalTo("SUFFIX"))
                .body("[0].requestedBy", equalTo("system"))
                .body("[0].state", equalTo("SOUND"))
                .body("[0].first", equalTo((int) (size() / 256 * 256)))
                .body("[0].size", equalTo((int) size()));
    }

    @Test
    void an_entry_whose_bytes_were_changed_is_found() throws SQLException {
        String at = " WHERE idx = " + index;
        tampered(
                "UPDATE entry SET body = convert_to(replace(convert_from(body, 'UTF8'), '文心', '文新'), 'UTF8')" + at,
                "UPDATE entry SET body = convert_to(replace(convert_from(body, 'UTF8'), '文新', '文心'), 'UTF8')" + at,
                "the bytes of entry %d were changed".formatted(index));
    }

    @Test
    void an_entry_that_is_filed_under_another_actor_is_found() throws SQLException {
        tampered(
                "UPDATE entry SET actor = 'nobody' WHERE idx = " + index,
                "UPDATE entry SET actor = '%s' WHERE idx = %d".formatted(Tokens.subjectOf("ann"), index),
                "entry %d is filed under other words than its bytes say".formatted(index));
    }

    /// An entry that no search by its request finds is as good as hidden.
    @Test
    void an_entry_that_is_filed_under_another_request_is_found() throws SQLException {
        tampered(
                "UPDATE entry SET request_id = 'another' WHERE idx = " + index,
                "UPDATE entry SET request_id = NULL WHERE idx = " + index,
                "entry %d is filed under other words than its bytes say".formatted(index));
    }

    @Test
    void a_deleted_entry_is_found() throws SQLException {
        tampered(
                "CREATE TABLE kept AS SELECT * FROM entry WHERE idx = %1$d; DELETE FROM entry WHERE idx = %1$d"
                        .formatted(index),
                "INSERT INTO entry SELECT * FROM kept; DROP TABLE kept",
                "entry %d is missing".formatted(index));
    }

    @Test
    void a_changed_tile_is_found() throws SQLException {
        tampered(
                "UPDATE tile SET hashes = set_byte(hashes, 7, get_byte(hashes, 7) # 1) WHERE level = 0 AND n = 0",
                "UPDATE tile SET hashes = set_byte(hashes, 7, get_byte(hashes, 7) # 1) WHERE level = 0 AND n = 0",
                "the tile 0/0 is not that of the entries");
    }

    @Test
    void a_checkpoint_with_another_root_is_found() throws SQLException {
        String turn = "UPDATE checkpoint SET root = set_byte(root, 0, get_byte(root, 0) # 1) WHERE size = " + size();
        tampered(turn, turn, "the checkpoint of size %d has another root than the entries".formatted(size()));
    }

    /// A new leaf hash, new tiles, a new state: true in itself, but not what was signed.
    @Test
    void a_state_that_does_not_follow_from_the_entries_is_found() throws SQLException {
        String turn = "UPDATE log_state SET root = set_byte(root, 0, get_byte(root, 0) # 1)";
        tampered(turn, turn, "the state of the log has another root than its %d entries".formatted(size()));
    }

    @Test
    void only_an_auditor_asks_for_it() {
        as(Tokens.person("vera", "case-officer"))
                .post("/log/self-audits")
                .then()
                .statusCode(403);
        as(Tokens.person("vera", "case-officer")).get("/log/self-audits").then().statusCode(403);
    }

    private void tampered(String change, String back, String fault) throws SQLException {
        Superuser.writes(change);
        try {
            read();
            auditor()
                    .get("/log/self-audits")
                    .then()
                    .body("[0].state", equalTo("FAULTY"))
                    .body("[0].fault", equalTo(fault));
        } finally {
            Superuser.writes(back);
        }
        read();
        auditor().get("/log/self-audits").then().body("[0].state", equalTo("SOUND"));
    }

    private void read() throws SQLException {
        auditing.requestFull();
        auditing.readNext();
    }

    private long size() throws SQLException {
        return number("SELECT size FROM log_state");
    }

    private long number(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
