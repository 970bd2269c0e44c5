package org.llmregistry.registry.licence;

import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Timeouts;
import org.hibernate.jpa.SpecHints;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.naming.FoldedText;

/// Finds licences.
public final class Licences {

    private Licences() {}

    /// It had ended by another decision and stands again, as the orders on it make it.
    public record StandsAgain(UUID licenceId, LocalDate day) {}

    /// As somebody typed it: exactly, or in another case, width or punctuation when only one licence answers to
    /// that.
    public static Optional<Licence> withNumber(String typed) {
        Optional<Licence> exact = Licence.find("number", typed).firstResultOptional();
        if (exact.isPresent()) {
            return exact;
        }
        List<Licence> alike = Licence.list("numberKey", FoldedText.of(typed));
        return alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty();
    }

    public static List<Licence> ofVersions(Collection<UUID> versions) {
        return Licence.list("versionId in ?1 order by number", versions);
    }

    public static boolean hasConditions(UUID applicationId) {
        return ofApplication(applicationId).stream().anyMatch(Licence::isConditional);
    }

    public static Optional<Licence> ofApplication(UUID applicationId) {
        return Licence.find("applicationId", applicationId).firstResultOptional();
    }

    public static Optional<Licence> lockedOfApplication(UUID id) {
        return Licence.<Licence>find("applicationId", id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    static List<Licence> ofVendor(UUID vendor, @Nullable UUID after, int limit) {
        return Licence.find("vendorId = ?1 and (?2 is null or id > ?2) order by id", vendor, after)
                .page(0, limit)
                .list();
    }

    /// A few at a time; another replica passes over them.
    static List<Licence> lockExpired(LocalDate today) {
        return Licence.<Licence>find(
                        "validTo < ?1 and not renewalPending and status in ?2 order by id",
                        today,
                        List.of(LicenceStatus.ACTIVE, LicenceStatus.RESTRICTED, LicenceStatus.SUSPENDED))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, Timeouts.SKIP_LOCKED_MILLI)
                .page(0, 100)
                .list();
    }

    static Licence lockedWithNumber(String number) {
        return Licence.<Licence>find("number", number)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseThrow(() -> Refusal.notFound("The licence " + number));
    }
}
