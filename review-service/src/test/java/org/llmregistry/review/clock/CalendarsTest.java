package org.llmregistry.review.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.llmregistry.review.clock.ClockEvent.started;
import static org.llmregistry.review.clock.Examples.MONDAY_TO_FRIDAY;
import static org.llmregistry.review.clock.Examples.day;
import static org.llmregistry.review.clock.Examples.shanghai;
import static org.llmregistry.review.clock.Examples.weekdays;
import static org.llmregistry.review.clock.Examples.workingDays;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CalendarsTest {

    private static final WorkCalendar PLAIN = weekdays("Asia/Shanghai");

    private static WorkCalendar off(String... holidays) {
        Set<LocalDate> days = Set.of(holidays).stream().map(LocalDate::parse).collect(Collectors.toSet());
        return new WorkCalendar("Asia/Shanghai", MONDAY_TO_FRIDAY, days, Set.of());
    }

    @Test
    void a_day_is_judged_by_the_latest_version_that_had_begun() {
        WorkCalendar may = off("2024-05-01");
        WorkCalendar june = off("2024-06-10");
        WorkCalendar juneCorrected = off("2024-06-11");
        Calendars calendars = new Calendars(
                PLAIN,
                List.of(
                        new CalendarRevision(shanghai("2024-03-01T09:00"), day("2024-06-01"), june),
                        new CalendarRevision(shanghai("2024-03-15T09:00"), day("2024-05-01"), may),
                        new CalendarRevision(shanghai("2024-04-01T09:00"), day("2024-06-01"), juneCorrected)));
        assertThat(calendars.on(day("2024-04-30"))).isEqualTo(PLAIN);
        assertThat(calendars.on(day("2024-05-01"))).isEqualTo(may);
        assertThat(calendars.on(day("2024-05-31"))).isEqualTo(may);
        assertThat(calendars.on(day("2024-06-01"))).isEqualTo(juneCorrected);
        assertThat(calendars.knownAt(shanghai("2024-04-01T08:59")).on(day("2024-06-01")))
                .isEqualTo(june);
    }

    @Test
    void a_new_calendar_moves_the_date_but_not_the_days_used() {
        List<ClockEvent> history = List.of(started(shanghai("2024-04-25T10:00"))); // Thursday
        Instant published = shanghai("2024-04-29T12:00");
        // It also says that the 26th, which is over, was a holiday.
        CalendarRevision may =
                new CalendarRevision(published, day("2024-04-30"), off("2024-04-26", "2024-05-01", "2024-05-02"));
        CaseClock clock = new CaseClock(workingDays(5), new Calendars(PLAIN, List.of(may)));

        ClockReading before = clock.read(history, published.minusNanos(1));
        ClockReading after = clock.read(history, published);

        assertThat(before.regulatorDays()).isEqualTo(1);
        assertThat(before.dueOn()).isEqualTo("2024-05-02");
        assertThat(clock.nearDue(before, 2)).isFalse();
        assertThat(clock.nearDue(before, 3)).isTrue();
        assertThat(after.regulatorDays()).isEqualTo(1);
        assertThat(after.dueOn()).isEqualTo("2024-05-06");
        assertThat(after.regulator()).isEqualTo(before.regulator().plusNanos(1));
    }

    @Test
    void a_calendar_takes_effect_the_day_after_its_publication_at_the_earliest() {
        // Already 1 May in Shanghai, still 30 April in UTC.
        Instant published = Instant.parse("2024-04-30T16:30:00Z");
        assertThatThrownBy(() -> new CalendarRevision(published, day("2024-05-01"), PLAIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a calendar published on 2024-05-01 can't take effect on 2024-05-01; the next day can");
        assertThat(new CalendarRevision(published, day("2024-05-02"), PLAIN).effectiveFrom())
                .isEqualTo("2024-05-02");
    }

    @Test
    void versions_stand_in_the_order_of_publication_and_keep_the_time_zone() {
        CalendarRevision first = new CalendarRevision(shanghai("2024-03-01T09:00"), day("2024-06-01"), PLAIN);
        CalendarRevision second = new CalendarRevision(shanghai("2024-03-02T09:00"), day("2024-05-01"), PLAIN);
        CalendarRevision elsewhere =
                new CalendarRevision(shanghai("2024-03-02T09:00"), day("2024-05-01"), weekdays("Europe/Berlin"));
        assertThatThrownBy(() -> new Calendars(PLAIN, List.of(second, first)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Calendars(PLAIN, List.of(first, first)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Calendars(PLAIN, List.of(first, elsewhere)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
