package org.llmregistry.registry.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.registry.RegistryServiceTest;

/// An import that was cut off goes on with the row after the last one that was committed.
@RegistryServiceTest
class ImportRestartTest {

    @Inject
    EntityManager database;

    @Inject
    Importing importing;

    @Test
    void an_import_that_was_cut_off_goes_on_and_doubles_nothing() {
        String developer = Lists.unique("dev");
        String one = Lists.unique("mod");
        String two = Lists.unique("mod");
        byte[] list = Lists.models(
                Lists.model(developer, one, "2025-05-01"),
                Lists.model(developer, two, "2025-05-01"),
                Lists.model(developer, Lists.unique("mod"), "2025-05-01"));
        JsonPath tried = Lists.ended(Lists.post(Lists.KNOWN, true, list));
        UUID id = UUID.randomUUID();
        QuarkusTransaction.requiringNew().run(() -> {
            database.createNativeQuery("""
                            INSERT INTO import (id, kind, dry_run, status, sha256, started_by, started_at, rows_total,
                              rows_read, created, updated, unchanged, rejected, reported, version)
                            VALUES (?1, 'KNOWN_MODELS', false, 'RUNNING', ?2, 'registrar', now(), 3, 2, 2, 0, 0, 0, 0, 0)
                            """)
                    .setParameter(1, id)
                    .setParameter(2, tried.getString("sha256"))
                    .executeUpdate();
        });
        importing.look();
        importing.look();
        await().until(() ->
                Lists.registrar().get("/imports/" + id).path("status").equals("DONE"));
        JsonPath done = Lists.registrar().get("/imports/" + id).jsonPath();
        assertThat(done.getInt("rowsRead")).isEqualTo(3);
        assertThat(done.getInt("created")).isEqualTo(3);
        assertThat(Lists.rows(done, "CREATED"))
                .extracting(row -> row.get("line"))
                .containsExactly(4);
        assertThat(database.createNativeQuery("SELECT count(*) FROM register_entry WHERE developer = ?1")
                        .setParameter(1, developer)
                        .getSingleResult())
                .isEqualTo(1L);
    }

    @Test
    void a_list_that_cannot_be_worked_off_fails_with_a_clear_word() {
        JsonPath tried = Lists.ended(Lists.post(
                Lists.KNOWN, true, Lists.models(Lists.model(Lists.unique("dev"), Lists.unique("mod"), "2025-05-01"))));
        UUID id = UUID.randomUUID();
        QuarkusTransaction.requiringNew().run(() -> {
            database.createNativeQuery("""
                            INSERT INTO import (id, kind, dry_run, status, sha256, started_by, started_at, rows_total,
                              rows_read, created, updated, unchanged, rejected, reported, version)
                            VALUES (?1, 'KNOWN_MODELS', true, 'RUNNING', ?2, 'registrar', now(), 1, 0, 0, 0, 0, 0, 0, 0)
                            """)
                    .setParameter(1, id)
                    .setParameter(2, tried.getString("sha256"))
                    .executeUpdate();
            // the row's place is taken: the batch cannot be written
            database.createNativeQuery(
                            "INSERT INTO import_row (import_id, line, outcome, candidates) VALUES (?1, 2, 'CREATED', '{}')")
                    .setParameter(1, id)
                    .executeUpdate();
        });
        importing.look();
        await().until(() ->
                Lists.registrar().get("/imports/" + id).path("status").equals("FAILED"));
        assertThat(Lists.registrar().get("/imports/" + id).jsonPath().getString("failure"))
                .isEqualTo(
                        "The import stopped after row 0; the rows before it are in the register. Import the list again:"
                                + " they will be unchanged.");
    }
}
