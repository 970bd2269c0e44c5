package org.llmregistry.registry.licence;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.kernel.web.Digests;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.application.ReviewStage;
import org.llmregistry.registry.imports.Lists;

/// Applications that review is about to decide, with vendor, model, version and two files of weights.
@ApplicationScoped
public class DecidedApplications {

    private final EntityManager database;
    private final Event<ReviewStage> stages;

    DecidedApplications(EntityManager database, Event<ReviewStage> stages) {
        this.database = database;
        this.stages = stages;
    }

    public record Case(UUID application, UUID vendor, UUID version, String legalName, String model, String scheme) {
        public String manifest() {
            return Digests.sha256Hex("manifest" + version);
        }

        public String file(int number) {
            return Digests.sha256Hex("file" + number + version);
        }
    }

    public Case proposed(String model) {
        return proposed(model, Lists.unique("Vendor ") + " Ltd");
    }

    public Case proposed(String model, String legalName) {
        Case made = new Case(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), legalName, model, "DEMO");
        Given.demoScheme();
        QuarkusTransaction.requiringNew().run(() -> {
            UUID modelId = UUID.randomUUID();
            sql("""
                    INSERT INTO vendor (id, legal_name, registration_id, region, address, contact_email, registered_at, version)
                    VALUES (?1, ?2, ?3, 'CN-BJ', 'Somewhere 1', 'office@example.org', now(), 0)""", made.vendor(), legalName, made.vendor().toString());
            sql("""
                    INSERT INTO model (id, vendor_id, name, other_names, purpose, scope, registered_at, version)
                    VALUES (?1, ?2, ?3, '{}', 'chat', 'GENERAL', now(), 0)""", modelId, made.vendor(), model);
            sql("""
                    INSERT INTO model_version (id, model_id, label, modalities_in, modalities_out, total_parameters,
                      context_window, architecture, weights_licence, relation, base_model_name, manifest_digest,
                      file_count, byte_count, registered_at)
                    VALUES (?1, ?2, '1.0', '{TEXT}', '{TEXT}', 7000000000, 8192, 'transformer', 'proprietary',
                      'FINE_TUNED', 'LLaMA', ?3, 2, 2, now())""", made.version(), modelId, made.manifest());
            for (int number = 1; number <= 2; number++) {
                sql(
                        "INSERT INTO weights_file (version_id, path, size, sha256) VALUES (?1, ?2, 1, ?3)",
                        made.version(),
                        "part-" + number,
                        made.file(number));
            }
            propose(made, "MODEL", "INITIAL", null, null);
            stages.fire(new ReviewStage.ReviewStarted(
                    made.application(), "CN-BJ", model, Instant.parse("2025-07-01T08:00:00Z")));
        });
        return made;
    }

    /// A further application of the vendor: about the same version, or about another one of the same model.
    ///
    /// @param licence that it changes
    /// @param base    that it rests on
    public Case further(
            Case first,
            boolean otherVersion,
            String scheme,
            String track,
            String kind,
            @Nullable String licence,
            @Nullable String base) {
        UUID version = otherVersion ? UUID.randomUUID() : first.version();
        Case made = new Case(UUID.randomUUID(), first.vendor(), version, first.legalName(), first.model(), scheme);
        QuarkusTransaction.requiringNew().run(() -> {
            if (otherVersion) {
                anotherVersion(first, made);
            }
            propose(made, track, kind, licence, base);
            stages.fire(new ReviewStage.ReviewStarted(
                    made.application(), "CN-BJ", first.model(), Instant.parse("2025-09-01T08:00:00Z")));
        });
        return made;
    }

    public UUID anotherVersion(Case first) {
        Case made = new Case(
                UUID.randomUUID(), first.vendor(), UUID.randomUUID(), first.legalName(), first.model(), first.scheme());
        QuarkusTransaction.requiringNew().run(() -> anotherVersion(first, made));
        return made.version();
    }

    private void anotherVersion(Case first, Case other) {
        sql("""
                INSERT INTO model_version (id, model_id, label, modalities_in, modalities_out, total_parameters,
                  context_window, architecture, weights_licence, relation, base_model_name, manifest_digest,
                  file_count, byte_count, registered_at)
                SELECT ?1, model_id, '2.0 ' || ?3, modalities_in, modalities_out, total_parameters, context_window, architecture,
                  weights_licence, relation, base_model_name, ?3, file_count, byte_count, now()
                FROM model_version WHERE id = ?2""", other.version(), first.version(), other.manifest());
    }

    private void propose(Case made, String track, String kind, @Nullable String licence, @Nullable String base) {
        sql(
                """
                INSERT INTO application (id, number, vendor_id, model_version_id, scheme_code, track, kind, region,
                  status, dossier, revision, defects, scheme_version, drafted_at, submitted_at, version, licence_number,
                  base_licence_number)
                VALUES (?1, ?2, ?3, ?4, ?9, ?5, ?6, 'CN-BJ', 'DECISION_PROPOSED', '{}', 1, '[]', 1, now(), now(), 0,
                  CAST(?7 AS text), CAST(?8 AS text))""",
                made.application(),
                "APP-2025-" + Math.abs(made.application().hashCode() % 1_000_000_000L + 100_000_000_000L),
                made.vendor(),
                made.version(),
                track,
                kind,
                licence,
                base,
                made.scheme());
    }

    private void sql(String statement, @Nullable Object... values) {
        var query = database.createNativeQuery(statement);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        query.executeUpdate();
    }

    /// Review's message.
    public static Response decide(Case about, UUID message, String outcome, String at) {
        return Lists.anybody()
                .auth()
                .oauth2(Tokens.service("review-service"))
                .contentType("application/json")
                .body("""
                        {"messageId": "%s", "caseId": "%s", "applicationId": "%s", "outcome": "%s", "decidedAt": "%s",
                         "schemeCode": "%s", "schemeVersion": 1, "reasons": "Every clause is met.",
                         "conditions": [{"code": "C1", "text": "Enlarge the test bank.", "dueOn": "2027-03-31"}]}""".formatted(message, UUID.randomUUID(), about.application(), outcome, at, about.scheme()))
                .post("/decisions");
    }

    public static Response decide(Case about, String outcome, Instant at) {
        return decide(about, UUID.randomUUID(), outcome, at.toString());
    }

    /// @return number of the licence
    public static String grant(Case about) {
        return decide(about, UUID.randomUUID(), "GRANTED_WITH_CONDITIONS", "2025-07-20T09:15:00Z")
                .then()
                .statusCode(202)
                .extract()
                .path("licenceNumber");
    }
}
