package org.llmregistry.registry.licence;

import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Timeouts;
import org.hibernate.jpa.SpecHints;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.RegistryProblem;
import org.llmregistry.registry.lineage.Inheritance;
import org.llmregistry.registry.naming.FoldedText;
import org.llmregistry.registry.register.Register;
import org.llmregistry.registry.review.AuthorityDay;
import org.llmregistry.registry.review.Scheme;

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

    /// With what it inherits on that day.
    public static LicenceView view(Licence licence, LocalDate day) {
        return Objects.requireNonNull(views(List.of(licence), day).get(licence.number()));
    }

    /// By number.
    public static Map<String, LicenceView> views(Collection<Licence> licences, LocalDate day) {
        Map<String, List<Inheritance.View>> inherited =
                Inheritance.on(day, licences.stream().map(Licence::number).toList());
        return licences.stream()
                .collect(Collectors.toMap(
                        Licence::number,
                        licence -> licence.toView().under(inherited.getOrDefault(licence.number(), List.of()), day)));
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

    /// That it was granted under; an earlier decision has none.
    public static Scheme schemeOf(Licence licence) {
        LicenceView.Basis basis = licence.toView().basis();
        return AuthorityDay.scheme(Objects.requireNonNull(basis.schemeCode()), basis.schemeVersion());
    }

    /// That it brought, or made last longer.
    public static Optional<Licence> restingOn(UUID applicationId) {
        return Licence.find("applicationId = ?1 or renewedBy = ?1", applicationId)
                .firstResultOptional();
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
    static List<Licence> lockOver(LocalDate today) {
        return Licence.<Licence>find(
                        "from Licence l where l.validTo < ?1 and not l.renewalPending and l.status in ?2"
                                + " and not (l.windingDown and exists (select o.id from LicenceOrder o where o.licenceId = l.id"
                                + " and o.sanction = REVOKE and (o.status = PROPOSED or o.stayed))) order by l.id",
                        today,
                        List.of(LicenceStatus.ACTIVE, LicenceStatus.RESTRICTED, LicenceStatus.SUSPENDED))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, Timeouts.SKIP_LOCKED_MILLI)
                .page(0, 100)
                .list();
    }

    /// The vendor's own, alive, for what its holder does with it.
    public static Licence lockedOf(UUID vendor, String typed) {
        Licence licence = lockedToHolder(vendor, typed);
        if (licence.status().standing() == Register.Standing.ENDED) {
            throw Refusal.of(RegistryProblem.LICENCE_ENDED, "It is %s.".formatted(licence.status()));
        }
        return licence;
    }

    /// The vendor's own, also after its end.
    public static Licence lockedToHolder(UUID vendor, String typed) {
        Licence licence = requireOf(vendor, typed);
        try {
            Licence.getEntityManager().refresh(licence, LockModeType.PESSIMISTIC_WRITE);
        } catch (EntityNotFoundException notOurs) { // row-level security lets nobody else lock it
            throw Refusal.notFound("The licence " + typed);
        }
        if (!licence.isHeldBy(vendor)) { // passed on just now
            throw Refusal.notFound("The licence " + typed);
        }
        return licence;
    }

    /// Another vendor's answers as if it did not exist.
    public static Licence requireOf(UUID vendor, String typed) {
        return withNumber(typed)
                .filter(licence -> licence.isHeldBy(vendor))
                .orElseThrow(() -> Refusal.notFound("The licence " + typed));
    }

    static Licence lockedWithNumber(String number) {
        return Licence.<Licence>find("number", number)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseThrow(() -> Refusal.notFound("The licence " + number));
    }
}
