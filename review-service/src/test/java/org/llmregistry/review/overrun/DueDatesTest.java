package org.llmregistry.review.overrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.llmregistry.review.Given.as;

import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.review.AtOnce;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.Sent;
import org.llmregistry.review.TestClock;
import org.llmregistry.review.scheme.Shipped;

/// Due dates follow a new calendar.
@ReviewServiceTest
class DueDatesTest {

    /// More than one batch.
    private static final int CASES = 60;

    @Inject
    DueDates dueDates;

    @Inject
    TestClock clock;

    @Inject
    Sent sent;

    private final String code =
            "R-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

    @AfterEach
    void goOn() {
        clock.goOn();
    }

    @Test
    void a_new_holiday_moves_the_last_day_of_every_open_case_once_and_no_past_day_is_judged_again() throws Exception {
        clock.stopAt("2026-03-02", "10:00");
        publish(1, "2026-03-02", "[]");
        List<UUID> applications = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            applications.add(UUID.randomUUID());
            Given.submittedCase(applications.getLast(), code, "MODEL", "INITIAL");
        }
        assertThat(dueDays()).containsOnly("2026-03-09");
        clock.stopAt("2026-03-04", "10:00");
        publish(2, "2026-03-04", "[2026-03-03, 2026-03-06]"); // the 3rd has passed as a working day
        assertThat(dueDays()).containsOnly("2026-03-09");
        AtOnce.run(dueDates::refresh);
        assertThat(dueDays()).containsOnly("2026-03-10").hasSize(CASES);
        dueDates.refresh();
        for (UUID application : applications) {
            assertThat(sent.messages(application)).containsExactly("progress", "progress");
        }
        assertThat(sent.messageBodies(applications.getLast()).getLast()).contains("\"dueOn\":\"2026-03-10\"");
    }

    private List<String> dueDays() {
        return as("lena", "review-lead")
                .get("/queue?limit=200&scheme=" + code)
                .then()
                .statusCode(200)
                .extract()
                .path("items.dueOn");
    }

    private void publish(int version, String effectiveFrom, String holidays) {
        String text = Shipped.text("DEMO")
                .replace("code: DEMO\n", "code: %s\n".formatted(code))
                .replace("version: 1\n", "version: %d\n".formatted(version))
                .replace("effectiveFrom: 2026-01-01", "effectiveFrom: " + effectiveFrom)
                .replace("holidays: []", "holidays: " + holidays);
        String draft = as("lena", "review-lead")
                .contentType("application/yaml")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .post("/schemes/drafts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as("dora", "decision-maker")
                .post("/schemes/drafts/" + draft + "/publication")
                .then()
                .statusCode(200);
    }
}
