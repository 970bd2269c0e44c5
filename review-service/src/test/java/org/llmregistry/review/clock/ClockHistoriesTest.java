package org.llmregistry.review.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.llmregistry.review.clock.Examples.limit;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.llmregistry.review.clock.ClockEvent.Kind;

/// What holds for every history, tried with 3,000 random ones. The seed is fixed, so a failure comes again.
class ClockHistoriesTest {

    private static final int HISTORIES = 3_000;
    private static final List<String> ZONES =
            List.of("Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo", "America/St_Johns", "Pacific/Apia", "UTC");

    private record Tried(CaseClock clock, List<ClockEvent> history, List<Instant> instants) {

        Instant start() {
            return history.getFirst().at();
        }

        ClockReading read(Instant at) {
            return clock.read(history, at);
        }
    }

    @Test
    void the_three_durations_sum_to_the_time_since_the_start() {
        histories().forEach(tried -> {
            for (Instant at : tried.instants()) {
                ClockReading reading = tried.read(at);
                Duration elapsed = at.isBefore(tried.start()) ? Duration.ZERO : Duration.between(tried.start(), at);
                assertThat(reading.regulator().plus(reading.applicant()).plus(reading.closed()))
                        .as("%s at %s", tried, at)
                        .isEqualTo(elapsed);
                assertThat(Stream.of(reading.regulator(), reading.applicant(), reading.closed()))
                        .noneMatch(Duration::isNegative);
                long ended = ChronoUnit.DAYS.between(today(tried, tried.start()), today(tried, at)) - 1;
                assertThat(reading.regulatorDays() + reading.applicantDays() + reading.closedDays())
                        .isEqualTo((int) Math.max(0, ended));
                assertThat(reading.closedDays()).isNotNegative();
            }
        });
    }

    @Test
    void a_reading_grows_with_time() {
        histories().forEach(tried -> {
            ClockReading before = tried.read(tried.instants().getFirst());
            for (Instant at : tried.instants()) {
                ClockReading reading = tried.read(at);
                assertThat(reading.regulator()).as("%s at %s", tried, at).isGreaterThanOrEqualTo(before.regulator());
                assertThat(reading.applicant()).isGreaterThanOrEqualTo(before.applicant());
                assertThat(reading.closed()).isGreaterThanOrEqualTo(before.closed());
                assertThat(reading.regulatorDays()).isGreaterThanOrEqualTo(before.regulatorDays());
                assertThat(reading.applicantDays()).isGreaterThanOrEqualTo(before.applicantDays());
                assertThat(reading.overdue() || !before.overdue()).isTrue();
                before = reading;
            }
        });
    }

    @Test
    void pauses_never_add_to_the_regulators_time() {
        histories().forEach(tried -> {
            List<ClockEvent> unpaused = tried.history().stream()
                    .filter(event -> event.kind() != Kind.STOPPED && event.kind() != Kind.EXTENDED)
                    .toList();
            for (Instant at : tried.instants()) {
                ClockReading with = tried.read(at);
                ClockReading without = tried.clock().read(unpaused, at);
                assertThat(with.regulatorDays()).as("%s at %s", tried, at).isLessThanOrEqualTo(without.regulatorDays());
                assertThat(with.regulator()).isLessThanOrEqualTo(without.regulator());
            }
        });
    }

    @Test
    void days_are_what_counting_them_one_by_one_gives() {
        histories().forEach(tried -> {
            for (Instant at : tried.instants()) {
                ClockReading reading = tried.read(at);
                assertThat(List.of(reading.regulatorDays(), reading.applicantDays()))
                        .as("%s at %s", tried, at)
                        .isEqualTo(List.of(ended(tried, at, ClockState.RUNNING), ended(tried, at, ClockState.STOPPED)));
                LocalDate due = reading.dueOn();
                assertThat(due != null && due.isBefore(today(tried, at)))
                        .as("%s at %s", tried, at)
                        .isEqualTo(due != null && reading.overdue());
                assertThat(due != null).isEqualTo(reading.state() == ClockState.RUNNING);
                assertThat(reading.pausedSince() != null).isEqualTo(reading.state() == ClockState.STOPPED);
            }
        });
    }

    @Test
    void a_later_calendar_never_changes_what_was_read_before_it() {
        Random random = new Random(6);
        histories().forEach(tried -> {
            Calendars calendars = tried.clock().calendars();
            Instant published = after(random, tried.instants().get(random.nextInt(4)), calendars);
            CalendarRevision added =
                    revision(random, published, calendars.original().timeZone());
            CaseClock later = new CaseClock(tried.clock().rule(), with(calendars, added));
            Instant effective = added.calendar().endOf(added.effectiveFrom().minusDays(1));
            Stream.concat(tried.instants().stream(), Stream.of(published.minusNanos(1)))
                    .filter(at -> at.isBefore(published))
                    .forEach(at -> assertThat(later.read(tried.history(), at))
                            .as("%s with %s at %s", tried, added, at)
                            .isEqualTo(tried.read(at)));
            // Published, but not yet effective: only the date may move.
            assertThat(used(later.read(tried.history(), effective)))
                    .as("%s with %s", tried, added)
                    .isEqualTo(used(tried.read(effective)));
        });
    }

    @Test
    void a_replay_gives_equal_values() {
        List<ClockReading> first = readings();
        assertThat(first).hasSize(HISTORIES * 8);
        assertThat(readings()).isEqualTo(first);
        assertThat(first.stream().map(ClockReading::state)).contains(ClockState.values());
        assertThat(first.stream().map(ClockReading::overdue)).contains(true, false);
    }

    private static List<ClockReading> readings() {
        return histories()
                .flatMap(tried -> tried.instants().stream().map(tried::read))
                .toList();
    }

    private static List<Object> used(ClockReading reading) {
        return List.of(
                reading.regulator(),
                reading.applicant(),
                reading.closed(),
                reading.regulatorDays(),
                reading.applicantDays(),
                reading.overdue());
    }

    /// The definition, without the fold: counted days after the day of the start that have ended in a state.
    private static int ended(Tried tried, Instant at, ClockState state) {
        int days = 0;
        LocalDate day = today(tried, tried.start());
        WorkCalendar zone = tried.clock().calendars().original();
        for (Instant end = zone.endOf(day); !end.isAfter(at); end = zone.endOf(day)) {
            boolean real = zone.endOf(day.minusDays(1)).isBefore(end);
            boolean first = day.equals(today(tried, tried.start()));
            if (real
                    && !first
                    && tried.clock().rule().unit().counts(day, tried.clock().calendars())
                    && stateBefore(tried.history(), end) == state) {
                days++;
            }
            day = day.plusDays(1);
        }
        return days;
    }

    private static ClockState stateBefore(List<ClockEvent> history, Instant end) {
        ClockState state = ClockState.NOT_STARTED;
        for (ClockEvent event : history) {
            if (event.at().isBefore(end)) {
                state = state.after(event.kind());
            }
        }
        return state;
    }

    private static LocalDate today(Tried tried, Instant at) {
        return tried.clock().calendars().original().dayOf(at);
    }

    private static Stream<Tried> histories() {
        Random random = new Random(20_240_210);
        return Stream.generate(() -> history(random)).limit(HISTORIES);
    }

    private static Tried history(Random random) {
        String zone = ZONES.get(random.nextInt(ZONES.size()));
        // Years with changes over midnight and a date left out are among them.
        Instant start = LocalDate.of(2010 + random.nextInt(3), 1, 1)
                .atStartOfDay(ZoneId.of(zone))
                .toInstant()
                .plusSeconds(random.nextInt(365) * 86_400L + random.nextInt(86_400))
                .plusNanos(random.nextInt(1_000_000_000));
        List<ClockEvent> history = new ArrayList<>();
        history.add(ClockEvent.started(start));
        ClockState state = ClockState.RUNNING;
        Instant at = start;
        for (int i = random.nextInt(8); i > 0; i--) {
            at = later(random, at);
            Kind kind = List.of(Kind.STOPPED, Kind.RESUMED, Kind.RESUMED, Kind.EXTENDED, Kind.CLOSED)
                    .get(random.nextInt(5));
            if (kind != Kind.EXTENDED || state != ClockState.CLOSED) {
                history.add(new ClockEvent(at, kind, kind == Kind.EXTENDED ? 1 + random.nextInt(10) : 0));
                state = state.after(kind);
            }
        }
        Calendars calendars = Calendars.of(calendar(random, zone));
        for (int i = random.nextInt(3); i > 0; i--) {
            Instant published = after(random, start.minus(Duration.ofDays(30)), calendars);
            calendars = with(calendars, revision(random, published, zone));
        }
        ClockRule rule = limit(random.nextInt(15), CountingUnit.values()[random.nextInt(2)]);
        return new Tried(new CaseClock(rule, calendars), List.copyOf(history), instants(random, start, at));
    }

    private static List<Instant> instants(Random random, Instant start, Instant last) {
        Duration length = Duration.between(start, last).plusDays(20);
        return Stream.concat(
                        Stream.of(start.minusNanos(1), start, last),
                        Stream.generate(() -> start.plusMillis((long) (random.nextDouble() * length.toMillis())))
                                .limit(5))
                .sorted()
                .toList();
    }

    /// The same instant, within the hour, within days, or a month.
    private static Instant later(Random random, Instant at) {
        return at.plusNanos((long) (random.nextDouble()
                * List.of(0L, 3_600L, 86_400L, 432_000L, 2_592_000L).get(random.nextInt(5))
                * 1e9));
    }

    private static Instant after(Random random, Instant at, Calendars calendars) {
        Instant last = calendars.revisions().isEmpty()
                ? at
                : calendars.revisions().getLast().publishedAt();
        return (last.isAfter(at) ? last : at).plusSeconds(1 + random.nextInt(20 * 86_400));
    }

    private static CalendarRevision revision(Random random, Instant published, String zone) {
        WorkCalendar calendar = calendar(random, zone);
        return new CalendarRevision(published, calendar.dayOf(published).plusDays(1 + random.nextInt(20)), calendar);
    }

    private static Calendars with(Calendars calendars, CalendarRevision added) {
        return new Calendars(
                calendars.original(),
                Stream.concat(calendars.revisions().stream(), Stream.of(added)).toList());
    }

    private static WorkCalendar calendar(Random random, String zone) {
        Set<DayOfWeek> weekdays = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
        weekdays.addAll(random.nextBoolean() ? Examples.MONDAY_TO_FRIDAY : Set.of());
        Set<LocalDate> holidays = new HashSet<>();
        Set<LocalDate> worked = new HashSet<>();
        for (int i = 0; i < 150; i++) {
            (random.nextBoolean() ? holidays : worked)
                    .add(LocalDate.of(2010, 1, 1).plusDays(random.nextInt(1_400)));
        }
        worked.removeAll(holidays);
        return new WorkCalendar(zone, weekdays, holidays, worked);
    }
}
