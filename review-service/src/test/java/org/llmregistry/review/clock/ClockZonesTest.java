package org.llmregistry.review.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.llmregistry.review.clock.ClockEvent.resumed;
import static org.llmregistry.review.clock.ClockEvent.started;
import static org.llmregistry.review.clock.ClockEvent.stopped;
import static org.llmregistry.review.clock.Examples.berlin;
import static org.llmregistry.review.clock.Examples.clock;
import static org.llmregistry.review.clock.Examples.hours;
import static org.llmregistry.review.clock.Examples.in;
import static org.llmregistry.review.clock.Examples.limit;
import static org.llmregistry.review.clock.Examples.weekdays;
import static org.llmregistry.review.clock.Examples.workingDays;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockZonesTest {

    private static final WorkCalendar BERLIN = weekdays("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2024-03-30T12:00, 2024-04-01T00:00, 35, 2024-03-31T21:59:59.999999999Z", // a Sunday of 23 hours
        "2024-10-26T12:00, 2024-10-28T00:00, 37, 2024-10-27T22:59:59.999999999Z" // a Sunday of 25 hours
    })
    void a_day_on_which_the_clocks_change_is_one_day(String start, String end, long hours, Instant last) {
        List<ClockEvent> history = List.of(started(berlin(start)));
        CaseClock days = clock(limit(1, CountingUnit.DAY), BERLIN);

        assertThat(days.read(history, berlin(end)).regulator()).isEqualTo(hours(hours));
        assertThat(days.read(history, berlin(end)).regulatorDays()).isEqualTo(1);
        assertThat(days.read(history, last).overdue()).isFalse();
        assertThat(days.read(history, last.plusNanos(1)).overdue()).isTrue();

        ClockReading weekend = clock(workingDays(1), BERLIN).read(history, berlin(end));
        assertThat(weekend.closed()).isEqualTo(hours(hours));
        assertThat(weekend.regulator()).isZero();
        assertThat(weekend.dueOn())
                .isEqualTo(berlin(end).atZone(ZoneId.of("Europe/Berlin")).toLocalDate());
    }

    @Test
    void a_pause_through_the_repeated_hour_is_an_hour_long() {
        List<ClockEvent> history = List.of(
                started(berlin("2024-10-26T12:00")),
                stopped(Instant.parse("2024-10-27T00:30:00Z")), // 02:30, summer time
                resumed(Instant.parse("2024-10-27T01:30:00Z"))); // 02:30 again
        ClockReading reading = clock(limit(5, CountingUnit.DAY), BERLIN).read(history, berlin("2024-10-28T00:00"));
        assertThat(reading.applicant()).isEqualTo(hours(1));
        assertThat(reading.regulator()).isEqualTo(hours(36));
        assertThat(reading.regulatorDays()).isEqualTo(1);
    }

    @Test
    void a_day_without_a_midnight_begins_an_hour_later() {
        // São Paulo, 2018-11-04: after 23:59:59 came 01:00.
        List<ClockEvent> history = List.of(started(in("America/Sao_Paulo", "2018-11-03T12:00")));
        CaseClock clock = clock(limit(1, CountingUnit.DAY), weekdays("America/Sao_Paulo"));
        Instant midnight = Instant.parse("2018-11-04T03:00:00Z");
        assertThat(clock.read(history, midnight).regulator()).isEqualTo(hours(12));
        assertThat(clock.read(history, midnight.plus(hours(23)).minusNanos(1)).overdue())
                .isFalse();
        assertThat(clock.read(history, midnight.plus(hours(23))).overdue()).isTrue();
    }

    @Test
    void a_midnight_that_comes_twice_ends_the_day_once() {
        // St. John's, 2010-11-07: at 00:01 the clocks went back to 23:01 of the day before.
        Instant midnight = Instant.parse("2010-11-07T02:30:00Z");
        List<ClockEvent> history = List.of(started(midnight.plus(Duration.ofMinutes(30))));
        CaseClock clock = clock(limit(0, CountingUnit.DAY), weekdays("America/St_Johns"));
        assertThat(clock.read(history, midnight.plus(hours(24))).dueOn()).isEqualTo("2010-11-07");
        assertThat(clock.read(history, midnight.plus(hours(25))).regulator())
                .isEqualTo(Duration.ofMinutes(24 * 60 + 30));
        assertThat(clock.read(history, midnight.plus(hours(25)).minusNanos(1)).overdue())
                .isFalse();
        assertThat(clock.read(history, midnight.plus(hours(25))).overdue()).isTrue();
    }

    @Test
    void a_date_that_was_left_out_is_no_day() {
        // Apia, 2011: after Thursday 29 December came Saturday the 31st.
        List<ClockEvent> history = List.of(started(in("Pacific/Apia", "2011-12-28T12:00")));
        ClockReading reading = clock(limit(9, CountingUnit.DAY), weekdays("Pacific/Apia"))
                .read(history, in("Pacific/Apia", "2012-01-01T00:00"));
        assertThat(reading.regulator()).isEqualTo(hours(60));
        assertThat(reading.regulatorDays()).isEqualTo(2);
    }
}
