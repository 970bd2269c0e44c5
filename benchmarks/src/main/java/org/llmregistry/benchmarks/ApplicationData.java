package org.llmregistry.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.UUID;

/// Drafts that are ready to be submitted: one is made through the API, the others are copies of its rows.
final class ApplicationData {

    private static final String VERSION = """
            {"label": "1.0", "modalitiesIn": ["TEXT"], "modalitiesOut": ["TEXT"], "totalParameters": 7000000000, "contextWindow": 32768,
             "architecture": "transformer", "weightsLicence": "proprietary", "lineage": {"relation": "PRETRAINED"},
             "weights": [{"path": "model.safetensors", "size": 14000000000, "sha256": "%s"}]}""";

    private ApplicationData() {}

    /// @return id of the draft
    static String completeDraft(Web vendor, Path docs) {
        String mark = UUID.randomUUID().toString();
        String model = vendor.created(
                "/models",
                "{\"name\": \"%s\", \"otherNames\": [], \"purpose\": \"Dialogue\", \"scope\": \"GENERAL\"}"
                        .formatted(mark));
        String version = vendor.created("/models/%s/versions".formatted(model), VERSION.formatted(sha256(mark)));
        String application = vendor.created(
                "/applications",
                "{\"modelVersionId\": \"%s\", \"schemeCode\": \"DEMO\", \"track\": \"MODEL\", \"kind\": \"INITIAL\", \"region\": \"CN-BJ\"}"
                        .formatted(version));
        String assessment = "Assessment of " + mark;
        String agreement = "Agreement of " + mark;
        for (String document : new String[] {assessment, agreement}) {
            vendor.put("/documents/" + sha256(document), "If-None-Match", "application/octet-stream", document);
        }
        try {
            vendor.put(
                    "/applications/" + application,
                    "If-Match",
                    "application/json",
                    Files.readString(docs.resolve("journey-dossier.json"))
                            .replace("ASSESSMENT_SHA256", sha256(assessment))
                            .replace("AGREEMENT_SHA256", sha256(agreement)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return application;
    }

    /// Each for a version of its own: a version has one open application.
    static void copies(Connection database, String draft, int count) throws SQLException {
        try (Statement sql = database.createStatement()) {
            sql.execute("""
                    CREATE TEMP TABLE copy AS SELECT uuidv7() AS application, uuidv7() AS version, i FROM generate_series(1, %1$d) AS i;
                    INSERT INTO model_version SELECT (jsonb_populate_record(v, jsonb_build_object('id', c.version, 'label', 'copy ' || c.i))).*
                    FROM copy c, model_version v JOIN application a ON a.model_version_id = v.id WHERE a.id = '%2$s';
                    INSERT INTO application SELECT (jsonb_populate_record(a, jsonb_build_object('id', c.application, 'model_version_id', c.version))).*
                    FROM copy c, application a WHERE a.id = '%2$s';
                    INSERT INTO application_event
                    SELECT (jsonb_populate_record(e, jsonb_build_object('id', uuidv7(), 'application_id', c.application))).*
                    FROM copy c, application_event e WHERE e.application_id = '%2$s'
                    """.formatted(count, draft));
            sql.execute("VACUUM ANALYZE");
            sql.execute("CHECKPOINT");
        }
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
