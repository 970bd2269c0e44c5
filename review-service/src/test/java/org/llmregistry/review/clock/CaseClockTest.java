package org.llmregistry.review.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.llmregistry.review.clock.ClockEvent.closed;
import static org.llmregistry.review.clock.ClockEvent.extended;
import static org.llmregistry.review.clock.ClockEvent.resumed;
import static org.llmregistry.review.clock.ClockEvent.started;
import static org.llmregistry.review.clock.ClockEvent.stopped;
import static org.llmregistry.review.clock.Examples.CHINA_2024;
import static org.llmregistry.review.clock.Examples.clock;
import static org.llmregistry.review.clock.Examples.day;
import static org.llmregistry.review.clock.Examples.hours;
import static org.llmregistry.review.clock.Examples.limit;
import static org.llmregistry.review.clock.Examples.shanghai;
import static org.llmregistry.review.clock.Examples.weekdays;
import static org.llmregistry.review.clock.Examples.workingDays;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmregistry.review.clock.ClockRule.OnOverrun;

class CaseClockTest {

    private static final WorkCalendar PLAIN = weekdays("Asia/Shanghai");

    @Test
    void before_the_start_nothing_is_used() {
        Instant at = shanghai("2024-04-01T08:59");
        assertThat(clock(workingDays(5), PLAIN).read(List.of(started(shanghai("2024-04-01T09:00"))), at))
                .isEqualTo(new ClockReading(
                        at,
                        ClockState.NOT_STARTED,
                        null,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        0,
                        0,
                        0,
                        null,
                        false,
                        null));
    }

    @Test
    void new_year_is_nobodys_time_and_adjusted_weekends_count() {
        List<ClockEvent> history = List.of(started(shanghai("2024-02-02T20:00"))); // Friday
        Instant at = shanghai("2024-02-19T00:00");
        assertThat(clock(workingDays(20), CHINA_2024).read(history, at))
                .isEqualTo(new ClockReading(
                        at,
                        ClockState.RUNNING,
                        history.getFirst().at(),
                        hours(4 + 6 * 24 + 24), // Friday evening, 4 to 9 February, the 18th
                        Duration.ZERO,
                        hours(24 + 8 * 24), // Saturday the 3rd, 10 to 17 February
                        7,
                        0,
                        9,
                        day("2024-03-06"),
                        false,
                        null));
    }

    @Test
    void calendar_days_run_through_new_year() {
        List<ClockEvent> history = List.of(started(shanghai("2024-02-02T20:00")));
        ClockReading reading =
                clock(limit(20, CountingUnit.DAY), CHINA_2024).read(history, shanghai("2024-02-19T00:00"));
        assertThat(reading.regulator()).isEqualTo(hours(388));
        assertThat(reading.closed()).isZero();
        assertThat(reading.regulatorDays()).isEqualTo(16);
        assertThat(reading.dueOn()).isEqualTo("2024-02-22");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-08T15:59:00Z, 1, DAY, 2024-03-09", // 23:59 on Friday in Shanghai
        "2024-03-08T16:00:00Z, 1, DAY, 2024-03-10", // still Friday in UTC, Saturday in Shanghai
        "2024-03-08T15:59:00Z, 1, WORKING_DAY, 2024-03-11",
        "2024-03-08T16:00:00Z, 1, WORKING_DAY, 2024-03-11",
        "2024-03-10T15:59:00Z, 1, WORKING_DAY, 2024-03-11",
        "2024-03-10T16:00:00Z, 1, WORKING_DAY, 2024-03-12", // still Sunday in UTC, Monday in Shanghai
        "2024-03-08T15:59:00Z, 0, WORKING_DAY, 2024-03-08",
        "2024-03-08T16:00:00Z, 0, WORKING_DAY, 2024-03-11"
    })
    void the_day_of_the_start_is_the_authoritys(Instant start, int days, CountingUnit unit, String due) {
        ClockReading reading = clock(limit(days, unit), PLAIN).read(List.of(started(start)), start);
        assertThat(reading.dueOn()).isEqualTo(due);
    }

    @Test
    void friday_evening_is_the_authoritys_until_its_own_midnight() {
        List<ClockEvent> history = List.of(started(Instant.parse("2024-03-08T15:59:00Z")));
        ClockReading sunday = clock(workingDays(5), PLAIN).read(history, shanghai("2024-03-10T12:00"));
        assertThat(sunday.regulator()).isEqualTo(Duration.ofMinutes(1));
        assertThat(sunday.closed()).isEqualTo(hours(36));
        assertThat(sunday.regulatorDays()).isZero();
    }

    @Test
    void a_pause_over_a_month_is_the_applicants() {
        Instant pause = shanghai("2024-04-03T10:00");
        List<ClockEvent> history =
                List.of(started(shanghai("2024-04-01T09:00")), stopped(pause), resumed(shanghai("2024-05-13T15:00")));
        CaseClock clock = clock(workingDays(20), PLAIN);

        ClockReading paused = clock.read(history, shanghai("2024-04-20T10:00"));
        assertThat(paused.state()).isEqualTo(ClockState.STOPPED);
        assertThat(paused.pausedSince()).isEqualTo(pause);
        assertThat(paused.dueOn()).isNull();
        assertThat(paused.applicant()).isEqualTo(Duration.ofDays(17));
        assertThat(paused.applicantDays()).isEqualTo(13);

        Instant back = shanghai("2024-05-13T15:00");
        assertThat(clock.read(history, back))
                .isEqualTo(new ClockReading(
                        back,
                        ClockState.RUNNING,
                        history.getFirst().at(),
                        hours(49),
                        hours(40 * 24 + 5),
                        Duration.ZERO,
                        1,
                        28,
                        12,
                        day("2024-06-06"),
                        false,
                        null));
    }

    @Test
    void several_pauses_add_up_and_the_first_stop_of_a_pause_is_its_beginning() {
        List<ClockEvent> history = List.of(
                started(shanghai("2024-04-01T09:00")), // Monday
                stopped(shanghai("2024-04-02T12:00")),
                resumed(shanghai("2024-04-04T12:00")),
                stopped(shanghai("2024-04-09T18:00")),
                stopped(shanghai("2024-04-10T08:00")), // another state in which the clock stands
                resumed(shanghai("2024-04-11T09:00")));
        CaseClock clock = clock(workingDays(5), PLAIN);
        assertThat(clock.read(history, shanghai("2024-04-10T09:00")).pausedSince())
                .isEqualTo(shanghai("2024-04-09T18:00"));
        Instant at = shanghai("2024-04-12T00:00");
        assertThat(clock.read(history, at))
                .isEqualTo(new ClockReading(
                        at,
                        ClockState.RUNNING,
                        history.getFirst().at(),
                        hours(27 + 12 + 24 + 24 + 18 + 15), // 1st to 2nd, 4th, 5th, 8th, 9th, 11th
                        hours(48 + 39),
                        hours(48), // the weekend between
                        4, // 4th, 5th, 8th, 11th
                        4, // 2nd, 3rd, 9th, 10th
                        2,
                        day("2024-04-12"),
                        false,
                        null));
    }

    @Test
    void a_pause_within_a_day_takes_its_time_but_no_day() {
        List<ClockEvent> history = List.of(
                started(shanghai("2024-04-01T09:00")),
                stopped(shanghai("2024-04-03T10:00")),
                resumed(shanghai("2024-04-03T15:00")));
        ClockReading reading = clock(workingDays(5), PLAIN).read(history, shanghai("2024-04-05T00:00"));
        assertThat(reading.regulatorDays()).isEqualTo(3);
        assertThat(reading.applicantDays()).isZero();
        assertThat(reading.dueOn()).isEqualTo("2024-04-08");
        assertThat(reading.applicant()).isEqualTo(hours(5));
        assertThat(reading.regulator()).isEqualTo(hours(87 - 5));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2024-04-01T23:59:59.999999999, false",
        "0, 2024-04-02T00:00, true",
        "1, 2024-04-02T23:59:59.999999999, false",
        "1, 2024-04-03T00:00, true",
        "4, 2024-04-05T23:59:59.999999999, false",
        "4, 2024-04-06T00:00, true", // due on Friday, missed on Saturday already
        "5, 2024-04-08T23:59:59.999999999, false",
        "5, 2024-04-09T00:00, true"
    })
    void a_date_is_missed_when_its_day_has_ended(int limit, String at, boolean overdue) {
        List<ClockEvent> history = List.of(started(shanghai("2024-04-01T09:00")));
        ClockReading reading = clock(workingDays(limit), PLAIN).read(history, shanghai(at));
        assertThat(reading.overdue()).isEqualTo(overdue);
        assertThat(reading.dueOn()).isEqualTo(PLAIN.addWorkingDays(day("2024-04-01"), limit));
    }

    @Test
    void an_extension_in_time_moves_the_date_also_during_a_pause() {
        List<ClockEvent> history = List.of(
                started(shanghai("2024-04-01T09:00")),
                stopped(shanghai("2024-04-03T09:00")),
                extended(shanghai("2024-04-04T09:00"), 3),
                resumed(shanghai("2024-04-05T09:00")));
        CaseClock clock = clock(workingDays(2), PLAIN);
        assertThat(clock.read(history, shanghai("2024-04-04T10:00")).pausedSince())
                .isEqualTo(shanghai("2024-04-03T09:00"));
        assertThat(clock.read(history, shanghai("2024-04-05T09:00")).dueOn()).isEqualTo("2024-04-10");
        assertThat(clock.read(history, shanghai("2024-04-10T23:59")).overdue()).isFalse();
        assertThat(clock.read(history, shanghai("2024-04-11T00:00")).overdue()).isTrue();
    }

    @Test
    void an_extension_after_the_date_does_not_hide_that_it_was_missed() {
        List<ClockEvent> history =
                List.of(started(shanghai("2024-04-01T09:00")), extended(shanghai("2024-04-03T00:00"), 30));
        ClockReading reading = clock(workingDays(1), PLAIN).read(history, shanghai("2024-04-04T09:00"));
        assertThat(reading.overdue()).isTrue();
        assertThat(reading.dueOn()).isEqualTo("2024-04-02");
    }

    @Test
    void a_remitted_case_goes_on_where_it_was_closed() {
        List<ClockEvent> history = List.of(
                started(shanghai("2024-04-01T09:00")),
                closed(shanghai("2024-04-04T09:00")),
                resumed(shanghai("2024-06-03T09:00"))); // Monday
        CaseClock clock = clock(workingDays(5), PLAIN);

        ClockReading decided = clock.read(history, shanghai("2024-06-03T08:00"));
        assertThat(decided.state()).isEqualTo(ClockState.CLOSED);
        assertThat(decided.dueOn()).isNull();
        assertThat(decided.overdue()).isFalse();
        assertThat(decided.regulatorDays()).isEqualTo(2);
        assertThat(decided.closed()).isEqualTo(hours(60 * 24 - 1));

        Instant at = shanghai("2024-06-04T09:00");
        assertThat(clock.read(history, at))
                .isEqualTo(new ClockReading(
                        at,
                        ClockState.RUNNING,
                        history.getFirst().at(),
                        hours(72 + 24),
                        Duration.ZERO,
                        hours(60 * 24),
                        3,
                        0,
                        60,
                        day("2024-06-05"),
                        false,
                        null));
    }

    @Test
    void a_late_decision_stays_late() {
        List<ClockEvent> history = List.of(started(shanghai("2024-04-01T09:00")), closed(shanghai("2024-04-03T09:00")));
        assertThat(clock(workingDays(1), PLAIN)
                        .read(history, shanghai("2024-09-01T09:00"))
                        .overdue())
                .isTrue();
        assertThat(clock(workingDays(2), PLAIN)
                        .read(history, shanghai("2024-09-01T09:00"))
                        .overdue())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-09T12:00, 2, false", // due on the 20th: 18, 19, 20
        "2024-02-09T12:00, 3, true",
        "2024-02-17T12:00, 2, false",
        "2024-02-20T12:00, 0, true",
        "2024-02-24T12:00, 0, true", // missed
        "2024-02-06T12:00, 100, false" // paused
    })
    void a_queue_counts_the_days_that_are_left_in_the_unit_of_the_rule(String at, int days, boolean near) {
        List<ClockEvent> history = List.of(
                started(shanghai("2024-02-02T20:00")),
                stopped(shanghai("2024-02-06T09:00")),
                resumed(shanghai("2024-02-07T09:00")));
        CaseClock clock = clock(workingDays(8), CHINA_2024);
        assertThat(clock.nearDue(clock.read(history, shanghai(at)), days)).isEqualTo(near);
    }

    @Test
    void a_history_that_can_not_have_happened_is_refused() {
        Instant nine = shanghai("2024-04-01T09:00");
        Instant ten = shanghai("2024-04-01T10:00");
        refuses(List.of(stopped(nine)), "a clock that is NOT_STARTED can't be STOPPED");
        refuses(List.of(started(nine), started(ten)), "a clock that is RUNNING can't be STARTED");
        refuses(List.of(started(nine), closed(nine), extended(ten, 1)), "a clock that is CLOSED can't be EXTENDED");
        refuses(
                List.of(started(ten), stopped(nine)),
                "ClockEvent[at=2024-04-01T01:00:00Z, kind=STOPPED, days=0] stands after what happened at "
                        + "2024-04-01T02:00:00Z");
        assertThatThrownBy(() -> extended(nine, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClockEvent(nine, ClockEvent.Kind.CLOSED, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void refuses(List<ClockEvent> history, String reason) {
        assertThatThrownBy(() -> clock(workingDays(5), PLAIN).read(history, shanghai("2024-05-01T09:00")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }

    @Test
    void a_rule_without_sense_is_refused() {
        assertThatThrownBy(() -> workingDays(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new ClockRule("REVIEW", CountingUnit.DAY, 5, 0, Set.of(), OnOverrun.DEEMED_ACCEPTED, null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
