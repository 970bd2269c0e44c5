package org.llmregistry.registry.review;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.RegistryProblem;

/// Days are those of the authority: its time zone stands in the scheme that an application was accepted under.
@ApplicationScoped
public class AuthorityDay {

    private final Clock clock;

    AuthorityDay(Clock clock) {
        this.clock = clock;
    }

    /// @param version pinned at acceptance
    public LocalDate today(String schemeCode, @Nullable Integer version) {
        return dayOf(clock.instant(), scheme(schemeCode, version));
    }

    /// Calendar days after the decision in which an appeal is possible; the day of the decision does not count.
    public LocalDate lastDayOfAppeal(Instant decidedAt, String schemeCode, @Nullable Integer version) {
        Scheme scheme = scheme(schemeCode, version);
        return dayOf(decidedAt, scheme).plusDays(scheme.appeal().withinDays());
    }

    /// Whether an order waits for the appeal against it.
    public boolean isAppealSuspensive(String schemeCode, @Nullable Integer version) {
        return scheme(schemeCode, version).appeal().suspensive();
    }

    public static LocalDate dayOf(Instant at, Scheme scheme) {
        return LocalDate.ofInstant(at, ZoneId.of(scheme.timeZone()));
    }

    /// The version that a licence was granted under, or an application accepted.
    public static Scheme scheme(String code, @Nullable Integer version) {
        return Optional.ofNullable(version)
                .flatMap(pinned -> SchemeCopy.find(code, pinned))
                .orElseThrow(() ->
                        Refusal.of(RegistryProblem.SCHEME_UNAVAILABLE, "%s has not been copied yet.".formatted(code)));
    }
}
