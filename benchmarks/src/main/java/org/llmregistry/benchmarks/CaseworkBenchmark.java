package org.llmregistry.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.llmregistry.benchmarks.Result.Goal;

/// Claims and decisions by eight persons at once.
final class CaseworkBenchmark {

    private static final String WAITING =
            "SELECT id, number, application_id, vendor_id FROM case_file WHERE status = '%s' ORDER BY id";
    private static final String DECISION =
            "{\"outcome\": \"GRANTED\", \"reasons\": \"As recommended.\", \"conditions\": []}";

    private final Fixture fixture;

    CaseworkBenchmark(Fixture fixture) {
        this.fixture = fixture;
    }

    List<Result> run() {
        try {
            fixture.copyDatabase("review", "review", "review_desk");
            try (Connection desk = fixture.connect("review_desk")) {
                CaseData.desk(desk, fixture.data(), SameSql.ITEMS);
            }
            return new SameSql(fixture, "review", Goal.atLeast(0.6))
                    .compare(
                            "review_desk",
                            List.of(
                                    act("claim", "case-officer", "ACCEPTED", "", "case.claimed"),
                                    act("decision", "decision-maker", "DECISION_PROPOSED", DECISION, "case.decided")));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Act act(String name, String role, String waitingIn, String body, String event) {
        for (int i = 0; i < SameSql.CLIENTS; i++) {
            fixture.stack().addPerson(person(role, i), role);
        }
        return new Act(
                name,
                event,
                WAITING.formatted(waitingIn),
                "/cases/{id}/" + name,
                body,
                client -> fixture.stack().token(person(role, client)));
    }

    private static String person(String role, int number) {
        return "bench-%s-%d".formatted(role, number);
    }
}
