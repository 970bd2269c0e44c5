package org.llmregistry.audit.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.audit.entry.Events.append;
import static org.llmregistry.audit.entry.Events.auditor;
import static org.llmregistry.audit.entry.Events.batch;
import static org.llmregistry.audit.entry.Events.event;
import static org.llmregistry.audit.entry.Events.newSubject;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.llmregistry.audit.AuditServiceTest;
import org.llmregistry.audit.drill.SoundLog;

/// Append-only, dense, and true to its tree head.
@AuditServiceTest
class LogIntegrityTest {

    @Inject
    AgroalDataSource database;

    @Test
    void what_is_in_the_log_can_be_neither_changed_nor_deleted() throws SQLException {
        append(batch(event(newSubject(), 1))).then().statusCode(200);
        for (String statement : List.of(
                "UPDATE entry SET actor = 'nobody'",
                "DELETE FROM entry",
                "TRUNCATE entry",
                "UPDATE log_state SET size = size - 1",
                "DELETE FROM log_state",
                "DELETE FROM conflict")) {
            for (String role : List.of("audit_app", "audit_owner")) {
                try (Connection connection = DriverManager.getConnection(url(), role, "test");
                        Statement sql = connection.createStatement()) {
                    assertThatThrownBy(() -> sql.execute(statement))
                            .as(role + ": " + statement)
                            .hasMessageMatching("(?s).*(append-only|only grows|permission denied).*");
                }
            }
        }
    }

    @Test
    void many_writers_make_one_log() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                String subject = newSubject();
                answers.add(threads.submit(() -> {
                    for (int n = 1; n <= 20; n++) {
                        String events = batch(event(subject, n)).toString();
                        append("registry-service", events).then().statusCode(200);
                        append("registry-service", events).then().body("receipts[0].outcome", equalTo("DUPLICATE"));
                    }
                    return auditor()
                            .get("/entries?limit=1&subject=" + subject)
                            .then()
                            .extract()
                            .<Integer>path("total.count");
                }));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(20);
            }
        }
        SoundLog.require(database);
    }

    @Test
    void the_log_is_written_with_the_runtime_role_only() {
        assertThat(Set.of(ConfigProvider.getConfig().getValue("quarkus.datasource.username", String.class)))
                .containsExactly("audit_app");
    }

    private static String url() {
        return ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
    }
}
