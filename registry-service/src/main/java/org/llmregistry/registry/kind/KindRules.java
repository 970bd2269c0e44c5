package org.llmregistry.registry.kind;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.registry.lineage.Circles;
import org.llmregistry.registry.review.Scheme;

/// The guards of each kind (docs/kinds.md), asked when an application is drafted and again when it is submitted.
/// Another vendor's licence answers as if it did not exist.
@ApplicationScoped
public class KindRules {

    private static final Set<String> IN_FORCE = Set.of("ACTIVE", "RESTRICTED");

    private final EntityManager database;
    private final Clock clock;

    KindRules(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What is applied for.
    public record Asked(
            UUID applicationId,
            ApplicationKind kind,
            UUID vendorId,
            UUID modelVersionId,
            String schemeCode,
            String track,
            Concerned concerned) {}

    /// Application that the licence was granted on which a variation or renewal changes.
    public Optional<UUID> grantedOn(Concerned concerned) {
        if (concerned.licenceNumber() == null) {
            return Optional.empty();
        }
        @SuppressWarnings("unchecked") // rows of a native query
        Stream<UUID> granted = database.createNativeQuery(
                        "SELECT application_id FROM licence WHERE number = ?1 AND application_id IS NOT NULL",
                        UUID.class)
                .setParameter(1, concerned.licenceNumber())
                .getResultStream();
        return granted.findFirst();
    }

    /// Everything at once.
    public List<Violation> faultsOf(Asked asked, Scheme scheme) {
        return scheme.track(asked.track()).map(track -> faultsOf(asked, track)).orElse(List.of());
    }

    private List<Violation> faultsOf(Asked asked, Scheme.Track track) {
        List<Violation> faults = new ArrayList<>();
        if (!track.kinds().contains(asked.kind().name())) {
            faults.add(new Violation("/kind", "known-kind", "One of " + String.join(", ", track.kinds())));
            return faults;
        }
        boolean registration = asked.kind() == ApplicationKind.REGISTRATION;
        String number = asked.concerned().licenceNumber();
        String base = asked.concerned().baseLicenceNumber();
        if ((number != null) != asked.kind().changesLicence()) {
            faults.add(named("/concerned/licenceNumber", asked.kind().changesLicence(), asked.kind()));
        } else if (number != null) {
            faults.addAll(faultsOfChange(asked, number, track));
        }
        if ((base != null) != registration) {
            faults.add(named("/concerned/baseLicenceNumber", registration, asked.kind()));
        } else if (base != null && !isInForce(base)) {
            faults.add(
                    new Violation("/concerned/baseLicenceNumber", "in-force", "No licence in force has this number."));
        } else if (base != null && restsOnItself(asked, base)) {
            faults.add(new Violation(
                    "/concerned/baseLicenceNumber", "no-circle", "What it licenses rests on your own model."));
        }
        return faults;
    }

    private static Violation named(String pointer, boolean wanted, ApplicationKind kind) {
        return new Violation(
                pointer,
                "named-by-kind",
                wanted ? "%s needs it.".formatted(kind) : "Leave it out: %s names none.".formatted(kind));
    }

    private List<Violation> faultsOfChange(Asked asked, String number, Scheme.Track track) {
        Optional<Tuple> held = held(asked, number);
        if (held.isEmpty()) {
            return List.of(new Violation(
                    "/concerned/licenceNumber",
                    "own-licence",
                    "You hold no such licence under this scheme and track."));
        }
        List<Violation> faults = new ArrayList<>();
        LocalDate today = LocalDate.now(clock);
        LocalDate validTo = held.get().get("valid_to", LocalDate.class);
        String status = held.get().get("status", String.class);
        boolean renewal = asked.kind() == ApplicationKind.RENEWAL;
        boolean lives = !held.get().get("winding_down", Boolean.class)
                && (IN_FORCE.contains(status) || (renewal && status.equals("SUSPENDED")));
        LocalDate last = held.get().get("last_day", LocalDate.class);
        if (!lives || (last != null && last.isBefore(today))) {
            faults.add(new Violation("/concerned/licenceNumber", "in-force", "The licence is no longer in force."));
        }
        boolean sameVersion = asked.modelVersionId().equals(held.get().get("version_id", UUID.class));
        if (renewal && !sameVersion) {
            faults.add(new Violation("/modelVersionId", "licensed-version", "A renewal keeps the licensed version."));
        }
        if (!renewal && (sameVersion || !held.get().get("same_model", Boolean.class))) {
            faults.add(new Violation(
                    "/modelVersionId", "other-version", "A variation is about another version of the same model."));
        }
        if (renewal) {
            windowFault(validTo, track, today).ifPresent(faults::add);
        }
        if (isOpen(asked, number)) {
            faults.add(new Violation(
                    "/concerned/licenceNumber",
                    "one-open-application",
                    "Another application about this licence is open."));
        }
        return faults;
    }

    private static Optional<Violation> windowFault(@Nullable LocalDate validTo, Scheme.Track track, LocalDate today) {
        if (validTo == null) {
            return Optional.of(new Violation("/kind", "expires", "The licence does not expire."));
        }
        LocalDate first = track.renewalWindow() == null ? today : validTo.minus(Period.parse(track.renewalWindow()));
        return first.isAfter(today)
                ? Optional.of(
                        new Violation("/kind", "renewal-window", "A renewal is possible from %s.".formatted(first)))
                : Optional.empty();
    }

    private Optional<Tuple> held(Asked asked, String number) {
        @SuppressWarnings("unchecked") // rows of a native query
        List<Tuple> rows = database.createNativeQuery("""
                        SELECT l.status, CASE WHEN NOT l.renewal_pending THEN l.valid_to END AS last_day, l.valid_to, l.version_id, l.winding_down,
                               held.model_id = wanted.model_id AS same_model
                        FROM licence l JOIN model_version held ON held.id = l.version_id
                          JOIN model_version wanted ON wanted.id = :version
                        WHERE l.number = :number AND l.vendor_id = :vendor AND l.scheme_code = :scheme AND l.track = :track
                        """, Tuple.class)
                .setParameter("version", asked.modelVersionId())
                .setParameter("number", number)
                .setParameter("vendor", asked.vendorId())
                .setParameter("scheme", asked.schemeCode())
                .setParameter("track", asked.track())
                .getResultList();
        return rows.stream().findFirst();
    }

    private boolean isInForce(String number) {
        return (Boolean) database.createNativeQuery("""
                        SELECT EXISTS (SELECT FROM licence WHERE number = :number AND status IN :alive
                                       AND (valid_to IS NULL OR valid_to >= :today OR renewal_pending)
                                       AND NOT inherits_suspension(number, :today))
                        """)
                .setParameter("number", number)
                .setParameter("alive", IN_FORCE)
                .setParameter("today", LocalDate.now(clock))
                .getSingleResult();
    }

    private boolean restsOnItself(Asked asked, String base) {
        UUID model = (UUID) database.createNativeQuery("SELECT model_id FROM model_version WHERE id = :version")
                .setParameter("version", asked.modelVersionId())
                .getSingleResult();
        return Circles.wouldClose(model, base);
    }

    private boolean isOpen(Asked asked, String number) {
        return (Boolean) database.createNativeQuery("""
                        SELECT EXISTS (SELECT FROM open_application WHERE licence_number = :number AND id <> :own)
                        """)
                .setParameter("number", number)
                .setParameter("own", asked.applicationId())
                .getSingleResult();
    }
}
