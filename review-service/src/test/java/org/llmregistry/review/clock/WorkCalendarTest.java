package org.llmregistry.review.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.llmregistry.review.clock.Examples.CHINA_2024;
import static org.llmregistry.review.clock.Examples.MONDAY_TO_FRIDAY;
import static org.llmregistry.review.clock.Examples.day;
import static org.llmregistry.review.clock.Examples.weekdays;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkCalendarTest {

    @ParameterizedTest
    @CsvSource({
        "2024-02-03, false", // Saturday
        "2024-02-04, true", // Sunday, adjusted
        "2024-02-09, true",
        "2024-02-10, false",
        "2024-02-12, false", // Monday, holiday
        "2024-02-17, false",
        "2024-02-18, true", // Sunday, adjusted
        "2024-02-19, true",
        "2024-02-25, false"
    })
    void adjusted_weekends_are_worked_and_holidays_are_not(LocalDate day, boolean working) {
        assertThat(CHINA_2024.isWorkingDay(day)).isEqualTo(working);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-02, 2024-02-02, 0",
        "2024-02-02, 2024-02-03, 0",
        "2024-02-02, 2024-02-04, 1",
        "2024-02-09, 2024-02-17, 0",
        "2024-02-09, 2024-02-18, 1",
        "2024-02-02, 2024-02-29, 16"
    })
    void working_days_between_leave_the_first_day_out(LocalDate event, LocalDate last, int days) {
        assertThat(CHINA_2024.workingDaysBetween(event, last)).isEqualTo(days);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-09, 1, 2024-02-18",
        "2024-02-02, 20, 2024-03-06",
        "2024-02-10, 0, 2024-02-10",
        "2024-02-16, 2, 2024-02-19"
    })
    void the_nth_working_day_is_after_the_day(LocalDate day, int n, LocalDate reached) {
        assertThat(CHINA_2024.addWorkingDays(day, n)).isEqualTo(reached);
    }

    @Test
    void days_are_not_counted_backwards() {
        assertThatThrownBy(() -> CHINA_2024.workingDaysBetween(day("2024-02-02"), day("2024-02-01")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CHINA_2024.addWorkingDays(day("2024-02-02"), -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_calendar_that_can_be_read_in_two_ways_is_refused() {
        Set<LocalDate> newYear = Set.of(day("2024-01-01"));
        assertThatThrownBy(() -> new WorkCalendar("Asia/Shanghai", MONDAY_TO_FRIDAY, newYear, newYear))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WorkCalendar("Asia/Shanghai", Set.of(), Set.of(), newYear))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> weekdays("+08:00")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> weekdays("Asia/Peking")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_calendar_is_the_same_after_json() throws Exception {
        ObjectMapper json = new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        Calendars calendars = new Calendars(
                CHINA_2024,
                List.of(new CalendarRevision(
                        Instant.parse("2024-11-12T08:00:00Z"), day("2025-01-01"), weekdays("Asia/Shanghai"))));
        String text = json.writeValueAsString(calendars);
        assertThat(text)
                .startsWith("{\"original\":{\"timeZone\":\"Asia/Shanghai\",\"workingWeekdays\":[\"MONDAY\",\"TUESDAY\","
                        + "\"WEDNESDAY\",\"THURSDAY\",\"FRIDAY\"],\"holidays\":[\"2024-02-10\",\"2024-02-11\",");
        assertThat(json.readValue(text, Calendars.class)).isEqualTo(calendars);
    }
}
