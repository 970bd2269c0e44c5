package org.llmregistry.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.llmregistry.audit.entry.Events.anybody;
import static org.llmregistry.audit.entry.Events.append;
import static org.llmregistry.audit.entry.Events.batch;
import static org.llmregistry.audit.entry.Events.event;
import static org.llmregistry.audit.entry.Events.newSubject;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.audit.AuditServiceTest;
import org.llmregistry.audit.merkle.Hash;

/// What was signed before this database began, or after the state that it was restored to, is not contradicted.
@AuditServiceTest
class RollbackGuardTest {

    @Inject
    Publishing publishing;

    @ConfigProperty(name = "audit.log.anchor")
    Path anchor;

    private String signed;

    @BeforeEach
    void sign() throws SQLException, IOException {
        grow();
        publishing.now();
        signed = Files.readString(anchor);
        assertThat(checkpoint()).startsWith(signed);
    }

    @AfterEach
    void restore() throws SQLException, IOException {
        Files.writeString(anchor, signed);
        grow();
        publishing.now();
        assertThat(checkpoint()).doesNotStartWith(signed).startsWith(Files.readString(anchor));
    }

    @Test
    void a_database_that_is_older_than_what_was_signed_signs_nothing() throws SQLException, IOException {
        anchor(size() + 5, Hash.EMPTY.base64());
        grow();
        publishing.now();
        assertThat(checkpoint()).startsWith(signed);
    }

    @Test
    void a_log_with_another_beginning_than_the_signed_one_signs_nothing() throws SQLException, IOException {
        anchor(size(), Hash.EMPTY.base64());
        grow();
        publishing.now();
        assertThat(checkpoint()).startsWith(signed);
    }

    @Test
    void an_anchor_that_cannot_be_read_stops_the_signatures() throws IOException {
        Files.writeString(anchor, "nonsense");
        grow();
        assertThatThrownBy(publishing::now).hasMessageContaining("cannot be read; nothing is signed");
        assertThat(checkpoint()).startsWith(signed);
    }

    private void anchor(long size, String root) throws IOException {
        Files.write(anchor, List.of("audit.registry.example", String.valueOf(size), root));
    }

    private long size() {
        return Long.parseLong(signed.lines().toList().get(1));
    }

    private static String checkpoint() {
        return anybody().get("/checkpoint").then().statusCode(200).extract().asString();
    }

    private static void grow() {
        append(batch(event(newSubject(), 1))).then().statusCode(200);
    }
}
