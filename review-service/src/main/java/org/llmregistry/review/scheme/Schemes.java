package org.llmregistry.review.scheme;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.clock.CalendarRevision;
import org.llmregistry.review.clock.Calendars;
import org.llmregistry.review.clock.ClockRule;
import org.llmregistry.review.scheme.SchemeVersion.Publication;

/// The published schemes. Those that come with the product are published at the first start; a start with the same
/// version but another content is refused, because a published version never changes.
@ApplicationScoped
public class Schemes {

    private static final List<String> SHIPPED =
            List.of("schemes/demo-1.yaml", "schemes/cn-2024-1.yaml", "schemes/eu-gpai-1.yaml");

    private final Map<SchemeVersion.Key, Scheme> published = new ConcurrentHashMap<>();
    private final SchemeDocument document;
    private final AuditTrail audit;
    private final Event<SchemePublished> publications;
    private final Clock clock;

    Schemes(SchemeDocument document, AuditTrail audit, Event<SchemePublished> publications, Clock clock) {
        this.document = document;
        this.audit = audit;
        this.publications = publications;
        this.clock = clock;
    }

    @Transactional
    void publishShipped(@Observes StartupEvent start) {
        for (String resource : SHIPPED) {
            String content = SchemeDocument.resource(resource);
            Scheme scheme = document.check(content);
            Optional<SchemeVersion> known = SchemeVersion.of(scheme.code(), scheme.version());
            if (known.isEmpty()) {
                new SchemeVersion(scheme, content, clock.instant()).persist();
            } else if (!document.parse(known.get().content()).equals(scheme)) {
                throw new IllegalStateException(
                        "%s differs from the published version; publish a new version instead".formatted(resource));
            }
        }
    }

    /// Keeps a checked draft until somebody else publishes it.
    SchemeDraft draft(String content, String person) {
        Scheme scheme = document.check(content);
        SchemeDraft draft = new SchemeDraft(scheme, content, person, clock.instant());
        draft.persist();
        audit.record(
                "scheme.drafted",
                subject(scheme),
                person,
                Map.of("draftId", draft.toView().id()));
        return draft;
    }

    /// From the effective date on, applications are accepted under it; cases that were accepted before keep theirs.
    SchemeDraft publish(UUID draftId, String person) {
        SchemeDraft draft = SchemeDraft.locked(draftId);
        draft.publish(person, clock.instant());
        Scheme scheme = document.parse(draft.content());
        refuseGapAndPast(scheme);
        new SchemeVersion(scheme, draft.content(), clock.instant()).persist();
        if (scheme.version() > 1) {
            publications.fire(new SchemePublished(scheme.code(), scheme.version()));
        }
        audit.record(
                "scheme.published",
                subject(scheme),
                person,
                Map.of("effectiveFrom", scheme.effectiveFrom().toString(), "draftId", draftId));
        return draft;
    }

    private void refuseGapAndPast(Scheme scheme) {
        int next = SchemeVersion.newest(scheme.code()) + 1;
        LocalDate today = LocalDate.now(clock.withZone(ZoneId.of(scheme.timeZone())));
        if (scheme.version() != next) {
            throw Refusal.of(
                    ReviewProblem.SCHEME_PUBLISHED,
                    "The next version of %s is %d.".formatted(scheme.code(), next),
                    List.of(new Violation("/version", "next", "Draft it again as version %d.".formatted(next))));
        }
        SchemeVersion.of(scheme.code(), next - 1)
                .map(before -> document.parse(before.content()).timeZone())
                .filter(zone -> !zone.equals(scheme.timeZone()))
                .ifPresent(zone -> {
                    throw Refusal.of(
                            ReviewProblem.INVALID_SCHEME,
                            "An authority's days cannot move: the same instant would lie in two of them.",
                            List.of(new Violation(
                                    "/timeZone", "unchanged", "The time zone stays %s.".formatted(zone))));
                });
        if (scheme.effectiveFrom().isBefore(today)) {
            throw Refusal.of(
                    ReviewProblem.INVALID_SCHEME,
                    "Rules do not apply to the past.",
                    List.of(new Violation("/effectiveFrom", "not-past", "Not before %s.".formatted(today))));
        }
    }

    private static String subject(Scheme scheme) {
        return "schemes/%s/%d".formatted(scheme.code(), scheme.version());
    }

    /// A published version never changes, and every request asks for one: so it is fetched once. Nobody asks for one in
    /// the transaction that publishes it, which could come to nothing.
    public Optional<Scheme> version(String code, int version) {
        SchemeVersion.Key key = new SchemeVersion.Key(code, version);
        Scheme known = published.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Scheme> found = SchemeVersion.of(code, version).map(row -> document.parse(row.content()));
        found.ifPresent(scheme -> published.put(key, scheme));
        return found;
    }

    /// The version that an application which is accepted today is held against.
    public Optional<Scheme> inForce(String code, String track) {
        return inForce(code)
                .map(found -> document.parse(found.content()))
                .filter(scheme -> scheme.track(track).isPresent());
    }

    /// A version begins with the day of its authority, whose time zone no later version changes.
    private Optional<SchemeVersion> inForce(String code) {
        return version(code, 1)
                .map(first -> ZoneId.of(first.timeZone()))
                .flatMap(zone -> SchemeVersion.inForce(code, LocalDate.now(clock.withZone(zone))));
    }

    /// Time limits of a version, with the calendars of all versions: each counts from its publication on, so that a
    /// later one never judges a day that has passed, whatever version a case is held against.
    ///
    /// @param version null: the one in force
    public Optional<Timing> timing(String code, @Nullable Integer version) {
        Optional<Scheme> held =
                version == null ? inForce(code).map(found -> document.parse(found.content())) : version(code, version);
        return held.map(rules -> {
            List<Publication> all = SchemeVersion.publications(code);
            List<CalendarRevision> revisions = new ArrayList<>();
            for (Publication later : all.subList(1, all.size())) {
                Scheme newer = version(code, later.version()).orElseThrow();
                LocalDate next = LocalDate.ofInstant(later.at(), ZoneId.of(newer.timeZone()))
                        .plusDays(1);
                revisions.add(new CalendarRevision(
                        later.at(),
                        newer.effectiveFrom().isBefore(next) ? next : newer.effectiveFrom(),
                        newer.workCalendar()));
            }
            Scheme first = version(code, all.getFirst().version()).orElseThrow();
            return new Timing(rules.clocks(), new Calendars(first.workCalendar(), revisions));
        });
    }

    public record Timing(List<ClockRule> clocks, Calendars calendars) {}

    List<Scheme> all() {
        return SchemeVersion.all().stream()
                .map(found -> document.parse(found.content()))
                .toList();
    }
}
