package org.llmregistry.registry.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduler;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.imports.Lists;
import org.llmregistry.registry.lineage.Family.Member;

/// Thousands of derivatives of one base, half of them registrations: all are reached, nobody waits, all come back. With
/// `-Dlineage.derivatives=100000` it takes as many minutes as here seconds.
@RegistryServiceTest
class LineageAtScaleTest {

    private static final int MANY = Integer.getInteger("lineage.derivatives", 5_000);

    @Inject
    Family family;

    @Inject
    Inheriting inheriting;

    @Inject
    Scheduler scheduler;

    @Inject
    AgroalDataSource database;

    private final String prefix = Lists.unique("Many");

    @Test
    void all_are_reached_and_restored_while_others_write() throws SQLException {
        Member base = family.licensed();
        Member unrelated = family.licensed();
        family.stock(prefix, MANY, false, base);
        Given.asOwner("ANALYZE register_entry, entry_licence, licence, licence_period, model_version, version_base");
        inRegister("LICENSED", MANY);
        scheduler.pause(Inheriting.JOB);
        family.follow();
        ObjectNode order = Family.order(base.about(), "REVOKE");
        Family.tell(order, "CONFIRMED", "2025-08-01T00:00:00Z");
        a_batch_that_is_not_committed_blocks_nobody_and_is_done_again();
        CompletableFuture<Void> pass = CompletableFuture.runAsync(family::follow);
        int writes = 0;
        while (!pass.isDone()) {
            write(prefix + "-" + (1 + writes % MANY), "1s");
            write(unrelated.number(), "1s");
            write(base.number(), "1s");
            writes++;
        }
        pass.join();
        assertThat(writes).isPositive();
        assertThat(family.one(
                        "SELECT count(*) FROM inherited_state WHERE base_number = '%s' AND to_on IS NULL",
                        base.number()))
                .isEqualTo(String.valueOf(MANY));
        assertThat(family.one(
                        "SELECT count(*) FROM licence_notice WHERE facts ->> 'baseLicenceNumber' = '%s'",
                        base.number()))
                .isEqualTo(String.valueOf(MANY));
        assertThat(family.one(
                        "SELECT count(DISTINCT subject) FROM outbox WHERE kind = 'licence.base-withdrawn' AND subject LIKE 'licences/%s-%%'",
                        prefix))
                .isEqualTo(String.valueOf(MANY));
        inRegister("SUSPENDED", MANY);
        Family.tell(order, "SET_ASIDE", "2025-09-01T00:00:00Z");
        family.follow();
        assertThat(family.one(
                        "SELECT count(*) FROM inherited_state WHERE base_number = '%s' AND to_on = '2025-09-01'",
                        base.number()))
                .isEqualTo(String.valueOf(MANY));
        inRegister("LICENSED", MANY);
    }

    /// The job stops before its commit; somebody else writes to the very rows that it looks at.
    private void a_batch_that_is_not_committed_blocks_nobody_and_is_done_again() throws SQLException {
        QuarkusTransaction.begin();
        try {
            assertThat(inheriting.spread()).isTrue();
            assertThat(inheriting.look(Inheriting.BATCH)).isEqualTo(Inheriting.BATCH);
            for (String number : List.of(prefix + "-1", prefix + "-10", prefix + "-100")) {
                CompletableFuture.runAsync(() -> write(number, "200ms")).join();
            }
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private void write(String number, String mostWait) {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute("SET LOCAL lock_timeout = '%s'".formatted(mostWait));
            assertThat(sql.executeUpdate("UPDATE licence SET note = 'seen' WHERE number = '%s'".formatted(number)))
                    .isOne();
            assertThat(sql.executeUpdate(
                            "UPDATE entry_licence SET note = 'seen' WHERE number = '%s'".formatted(number)))
                    .isOne();
            assertThat(sql.executeUpdate(
                            "UPDATE register_entry SET url = 'https://example.org' WHERE id = (SELECT entry_id FROM entry_licence WHERE number = '%s')"
                                    .formatted(number)))
                    .isOne();
            connection.commit();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void inRegister(String status, int count) {
        Given.anybody()
                .queryParam("developer", prefix)
                .queryParam("status", status)
                .queryParam("limit", 1)
                .get("/register")
                .then()
                .statusCode(200)
                .body("total.count", equalTo(count));
    }

    /// The other tests search the register: it is as small again as before.
    @AfterEach
    void remove() throws SQLException {
        scheduler.resume(Inheriting.JOB);
        Given.asOwner("ALTER TABLE licence_notice DISABLE TRIGGER licence_notice_frozen");
        Given.asOwner(
                "DELETE FROM licence_notice WHERE licence_id IN (SELECT id FROM licence WHERE number LIKE '%s-%%')"
                        .formatted(prefix));
        for (String table : List.of("inherited_state", "licence_period", "entry_licence", "licence")) {
            Given.asOwner("DELETE FROM %s WHERE number LIKE '%s-%%'".formatted(table, prefix));
        }
        Given.asOwner("ALTER TABLE licence_notice ENABLE TRIGGER licence_notice_frozen");
        Given.asOwner("DELETE FROM register_entry WHERE name LIKE '%s-%%'".formatted(prefix));
        Given.asOwner("DELETE FROM outbox WHERE subject LIKE 'licences/%s-%%'".formatted(prefix));
        Given.asOwner("ANALYZE register_entry, entry_licence, licence, licence_period, model_version, version_base");
    }
}
