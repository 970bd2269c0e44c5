package org.llmregistry.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.llmregistry.benchmarks.Result.Goal;

/// Submissions of complete drafts by one vendor over eight connections: authentication, validation against the scheme,
/// idempotency, outbox.
final class SubmissionBenchmark {

    private static final String DATABASE = "registry_drafts";

    private final Fixture fixture;

    SubmissionBenchmark(Fixture fixture) {
        this.fixture = fixture;
    }

    List<Result> run() {
        try {
            fixture.copyDatabase("registry", "registry", DATABASE);
            String url = fixture.beside("registry", DATABASE);
            String draft = ApplicationData.completeDraft(Web.as(url, fixture.vendorToken()), fixture.docs());
            fixture.stack().kill(DATABASE);
            try (Connection drafts = fixture.connect(DATABASE)) {
                ApplicationData.copies(drafts, draft, SameSql.ITEMS);
            }
            return new SameSql(fixture, "registry", Goal.atLeast(0.75))
                    .compare(
                            DATABASE,
                            List.of(new Act(
                                    "submission",
                                    "application.submitted",
                                    """
                                    SELECT id, model_version_id, 'APP-%s-' || lpad(CAST(row_number() OVER (ORDER BY id) AS text), 6, '0') AS number
                                    FROM application WHERE status = 'DRAFT' ORDER BY id""".formatted(java.time.Year.now(java.time.ZoneOffset.UTC)),
                                    "/applications/{id}/submission",
                                    "",
                                    client -> fixture.vendorToken())));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
