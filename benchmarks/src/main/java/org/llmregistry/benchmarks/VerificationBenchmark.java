package org.llmregistry.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;

/// Verification by the digest of one weight file among ten million, against ten thousand, both served at the same time.
final class VerificationBenchmark {

    private static final int FEW = 10_000;
    private static final int MANY = 10_000_000;
    private static final int FILES = 1000; // of a version

    private final Fixture fixture;
    private final Random random = new Random(14);

    VerificationBenchmark(Fixture fixture) {
        this.fixture = fixture;
    }

    List<Result> run() {
        Web few = serve("registry_few", FEW);
        Web many = serve("registry_many", MANY);
        return List.of(InTurns.compare(
                "verification, 10,000,000 digests against 10,000", () -> verify(many, MANY), () -> verify(few, FEW)));
    }

    private double verify(Web web, int digests) {
        String digest = ApplicationData.sha256(String.valueOf(1 + random.nextInt(digests)));
        long begin = System.nanoTime();
        String answer = web.post("/verifications", digest, "{\"digests\": [\"%s\"]}".formatted(digest));
        double milliseconds = (System.nanoTime() - begin) / 1e6;
        if (!answer.contains("\"verdict\":\"IN_FORCE\"")) {
            throw new IllegalStateException(answer);
        }
        return milliseconds;
    }

    /// Every version is licensed; the digest of file i is that of the number i.
    private Web serve(String database, int digests) {
        fixture.copyDatabase("registry", "registry", database);
        try (Connection connection = fixture.connect(database);
                Statement sql = connection.createStatement()) {
            sql.execute("SET session_replication_role = replica"); // no triggers, no foreign keys
            sql.execute("SET maintenance_work_mem = '1GB'");
            sql.execute("""
                    CREATE TEMP TABLE made AS SELECT i, uuidv7() AS id FROM generate_series(1, %1$d) AS i;
                    INSERT INTO model (id, vendor_id, name, other_names, purpose, scope, registered_at, version)
                    SELECT uuidv7(), v.id, 'Benchmark', '{}', 'Dialogue', 'GENERAL', now(), 0 FROM vendor v LIMIT 1;
                    INSERT INTO model_version (id, model_id, label, modalities_in, modalities_out, total_parameters, active_parameters,
                        context_window, architecture, weights_licence, relation, manifest_digest, file_count, byte_count, registered_at)
                    SELECT made.id, m.id, 'v' || i, '{TEXT}', '{TEXT}', 1, 1, 1, 'transformer', 'proprietary', 'PRETRAINED',
                        encode(sha256(CAST('manifest ' || i AS bytea)), 'hex'), %2$d, 1, now()
                    FROM made, model m WHERE m.name = 'Benchmark';
                    INSERT INTO licence (id, number, number_key, track, scheme_code, scheme_version, holder, model_name, vendor_id, version_id,
                        version_label, manifest_digest, decided_on, valid_from, conditions, status, version)
                    SELECT uuidv7(), 'BENCH-' || i, 'bench' || i, 'MODEL', 'DEMO', 1, o.legal_name, 'Benchmark', m.vendor_id, v.id, v.label,
                        v.manifest_digest, current_date, current_date, '[]', 'ACTIVE', 0
                    FROM made JOIN model_version v USING (id) JOIN model m ON m.id = v.model_id JOIN vendor o ON o.id = m.vendor_id;
                    ALTER TABLE weights_file DROP CONSTRAINT weights_file_pk;
                    DROP INDEX weights_file_by_sha256;
                    INSERT INTO weights_file (version_id, path, size, sha256)
                    SELECT made.id, 'model-' || file || '.safetensors', 1, encode(sha256(CAST(CAST((i - 1) * %2$d + file AS text) AS bytea)), 'hex')
                    FROM made, generate_series(1, %2$d) AS file;
                    ALTER TABLE weights_file ADD CONSTRAINT weights_file_pk PRIMARY KEY (version_id, path);
                    CREATE INDEX weights_file_by_sha256 ON weights_file (sha256)
                    """.formatted(digests / FILES, FILES));
            sql.execute("SET session_replication_role = origin");
            sql.execute("VACUUM ANALYZE");
            sql.execute("CHECKPOINT");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        Fixture.say("%,d digests are there".formatted(digests));
        return Web.as(fixture.beside("registry", database), fixture.vendorToken());
    }
}
