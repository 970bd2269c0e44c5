package org.llmregistry.review.impact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.licence.LicensedCases;
import org.llmregistry.review.licence.LicensedCases.Licence;
import org.llmregistry.review.order.LicenceOrders;

/// Which cases stand for a licence of today, by what review knows: the newest case that granted or renewed it, not
/// revoked, not superseded, not past its last day. That a holder gave it back is known to the registry only.
@ApplicationScoped
class Licensed {

    private final Assessing assessing;
    private final EntityManager database;
    private final Clock clock;

    Licensed(Assessing assessing, EntityManager database, Clock clock) {
        this.assessing = assessing;
        this.database = database;
        this.clock = clock;
    }

    /// @return those of the cases that stand for a licence of today, in their order
    List<CaseFile> today(List<CaseFile> files) {
        Map<UUID, Licence> licences = LicensedCases.ofLicences(
                files.stream().map(LicensedCases::applicationOf).collect(Collectors.toSet()));
        Set<UUID> first = licences.values().stream()
                .flatMap(licence -> licence.cases().stream().limit(1))
                .map(CaseFile::id)
                .collect(Collectors.toSet());
        if (first.isEmpty()) {
            return List.of();
        }
        Set<UUID> revoked = LicenceOrders.revoked(first, clock.instant());
        Map<UUID, LocalDate> grantedOn = grantedOn(first);
        return files.stream()
                .filter(file -> {
                    Licence licence = Objects.requireNonNull(licences.get(LicensedCases.applicationOf(file)));
                    return !licence.superseded()
                            && !licence.cases().isEmpty()
                            && licence.cases().getLast().id().equals(file.id())
                            && !revoked.contains(licence.cases().getFirst().id())
                            && !isOver(licence.cases(), grantedOn);
                })
                .toList();
    }

    /// Each renewal adds its track's time to the last day, as the registry does it.
    private boolean isOver(List<CaseFile> all, Map<UUID, LocalDate> grantedOn) {
        LocalDate last = null;
        for (CaseFile file : all) {
            Period validity = validity(file);
            if (validity == null) {
                return false;
            }
            last = last == null
                    ? Objects.requireNonNull(grantedOn.get(file.id()))
                            .plus(validity)
                            .minusDays(1)
                    : last.plus(validity);
        }
        return last != null && last.isBefore(LocalDate.now(clock));
    }

    private @Nullable Period validity(CaseFile file) {
        String validity = assessing.trackOf(file).validity();
        return validity == null ? null : Period.parse(validity);
    }

    private Map<UUID, LocalDate> grantedOn(Set<UUID> cases) {
        return database.unwrap(Session.class)
                .createNativeQuery("""
                        SELECT case_id, min(decided_at) AS granted_at FROM made_decision
                        WHERE case_id IN (?1) AND outcome <> 'REFUSED' GROUP BY case_id
                        """, Object[].class)
                .addScalar("case_id", UUID.class)
                .addScalar("granted_at", Instant.class)
                .setParameterList(1, cases)
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> (UUID) row[0],
                        row -> ((Instant) row[1]).atOffset(ZoneOffset.UTC).toLocalDate()));
    }
}
