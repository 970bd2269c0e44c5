package org.llmregistry.review.impact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.licence.LicensedCases;
import org.llmregistry.review.order.LicenceOrders;

/// Whether a case stands for a licence of today, by what review knows: the newest case that granted or renewed it, not
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

    boolean isToday(CaseFile file) {
        UUID grantedOn = LicensedCases.applicationOf(file);
        List<CaseFile> all = LicensedCases.ofLicence(grantedOn);
        return !all.isEmpty()
                && all.getLast().id().equals(file.id())
                && !LicenceOrders.isRevoked(all.getFirst().id(), clock.instant())
                && !isSuperseded(grantedOn)
                && !isOver(all);
    }

    private static boolean isSuperseded(UUID grantedOn) {
        return CaseFile.<CaseFile>list("appliedFor.licensedOn = ?1 and appliedFor.kind = 'VARIATION'", grantedOn)
                .stream()
                .anyMatch(LicensedCases::isGranted);
    }

    /// Each renewal adds its track's time to the last day, as the registry does it.
    private boolean isOver(List<CaseFile> all) {
        LocalDate last = null;
        for (CaseFile file : all) {
            Period validity = validity(file);
            if (validity == null) {
                return false;
            }
            last = last == null ? grantedOn(file).plus(validity).minusDays(1) : last.plus(validity);
        }
        return last != null && last.isBefore(LocalDate.now(clock));
    }

    private @Nullable Period validity(CaseFile file) {
        String validity = assessing.trackOf(file).validity();
        return validity == null ? null : Period.parse(validity);
    }

    private LocalDate grantedOn(CaseFile file) {
        return ((Instant) database.createNativeQuery(
                                "SELECT min(decided_at) FROM made_decision WHERE case_id = ?1 AND outcome <> 'REFUSED'",
                                Instant.class)
                        .setParameter(1, file.id())
                        .getSingleResult())
                .atOffset(ZoneOffset.UTC)
                .toLocalDate();
    }
}
