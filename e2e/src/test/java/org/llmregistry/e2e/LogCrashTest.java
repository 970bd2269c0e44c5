package org.llmregistry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log and the database under it die again and again while events come in: what was acknowledged is there, once, at
/// the place that was told.
class LogCrashTest {

    private static final int ROUNDS = 3;
    private static final int BETWEEN = 400; // events acknowledged before the next one dies

    @TempDir
    Path folder;

    private boolean isDown;

    @AfterEach
    void the_log_runs_again() {
        if (isDown) {
            Stack.running().startAgain("audit");
        }
    }

    @Test
    void no_acknowledged_event_is_lost_or_doubled_and_outsiders_verify_what_is_left()
            throws IOException, InterruptedException {
        String auditor = Stack.running().token("auditor");
        GoVerifier verifier = new GoVerifier(folder);
        verifier.readCheckpoint();
        EventLoad load = EventLoad.start();
        try (load) {
            for (int round = 0; round < ROUNDS; round++) {
                awaitMore(load);
                isDown = true;
                Stack.running().kill("audit");
                Stack.running().startAgain("audit");
                isDown = false;
                awaitMore(load);
                Stack.running().crashDatabase();
            }
            awaitMore(load);
        }
        assertThat(load.faults()).isEmpty();
        Map<String, Integer> kept = new HashMap<>();
        List<Integer> indexes = new ArrayList<>();
        for (Map<String, Object> entry : drills(auditor)) {
            indexes.add((Integer) entry.get("index"));
            kept.put((String) entry.get("id"), (Integer) entry.get("index"));
        }
        assertThat(kept).hasSameSizeAs(indexes).containsAllEntriesOf(load.acknowledged());

        int newest = indexes.getLast();
        await().atMost(Journey.PATIENCE)
                .until(() -> RestAssured.get(Stack.audit("/entries/" + newest + "/proof"))
                                .statusCode()
                        == 200);
        if (verifier.isThere()) {
            assertThat(verifier.verify(Stack.audit(""), auditor))
                    .contains("entries     all ", "grown       from ")
                    .endsWith("VERIFIED\n")
                    .doesNotContain("NOT VERIFIED");
        }
        int reading = Stack.with(auditor)
                .post(Stack.audit("/log/self-audits"))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await().atMost(Journey.PATIENCE)
                .until(
                        () -> Stack.with(auditor)
                                .get(Stack.audit("/log/self-audits/" + reading))
                                .path("state"),
                        "SOUND"::equals);
    }

    private static void awaitMore(EventLoad load) {
        int before = load.acknowledged().size();
        await().atMost(Journey.PATIENCE).until(() -> load.acknowledged().size() > before + BETWEEN);
    }

    /// All of them, in the order of the log.
    private static List<Map<String, Object>> drills(String auditor) {
        List<Map<String, Object>> entries = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            var page = Stack.with(auditor)
                    .get(Stack.audit("/entries?type=drill.loaded&limit=200" + cursor))
                    .then()
                    .statusCode(200)
                    .extract();
            entries.addAll(page.path("items"));
            String next = page.path("nextCursor");
            cursor = next == null ? null : "&cursor=" + next;
        }
        return entries;
    }
}
