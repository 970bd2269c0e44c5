package org.llmregistry.review;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// The clock of the service under test. It goes as ever until a test stops it; tokens keep the real time. A test that
/// stops it in the past, before everything that is due in other tests, sees what is due in its own only.
@ApplicationScoped
public class TestClock extends Clock {

    private volatile @Nullable Instant stoppedAt;

    /// Hours and minutes of the authority of DEMO and CN-2024.
    public void stopAt(String day, String time) {
        stoppedAt = LocalDate.parse(day)
                .atTime(LocalTime.parse(time))
                .atZone(ZoneId.of("Asia/Shanghai"))
                .toInstant();
    }

    public void goOn() {
        stoppedAt = null;
    }

    @Override
    public Instant instant() {
        Instant stopped = stoppedAt;
        return stopped == null
                ? Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000)).instant()
                : stopped;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        TestClock itself = this;
        return new Clock() {
            @Override
            public Instant instant() {
                return itself.instant();
            }

            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return itself.withZone(other);
            }
        };
    }
}
