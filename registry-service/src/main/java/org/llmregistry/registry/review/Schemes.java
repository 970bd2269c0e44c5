package org.llmregistry.registry.review;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.RegistryProblem;

/// The schemes as review-service published them. Our copies are renewed at the start and every minute, the first
/// one every five seconds; whoever asks for a scheme gets the copy, and waits for review-service only while there
/// is none.
@ApplicationScoped
public class Schemes {

    private final ReviewClient review;
    private final Clock clock;

    /// What was read once: a published version never changes. Our own renewal replaces it, because the copy may be
    /// one that another release made.
    private final Map<SchemeCopy.Key, Scheme> contents = new ConcurrentHashMap<>();

    Schemes(@RestClient ReviewClient review, Clock clock) {
        this.review = review;
        this.clock = clock;
    }

    /// Call it before a transaction: without any copy it asks review-service.
    public void prepare() {
        if (!areKnown()) {
            refresh();
        }
    }

    /// Version of a scheme that applies today: the latest that has begun, with the day of its authority, whose time
    /// zone is the same in all versions. Empty when review-service has published no such scheme.
    public Optional<Scheme> inForce(String code) {
        List<SchemeCopy.Beginning> versions = SchemeCopy.beginnings(code);
        if (versions.isEmpty() && !areKnown()) {
            throw Refusal.of(RegistryProblem.SCHEME_UNAVAILABLE, "No scheme could be read from review-service so far.");
        }
        return versions.stream()
                .map(any -> AuthorityDay.dayOf(clock.instant(), content(code, any.version())))
                .findFirst()
                .flatMap(today -> versions.stream()
                        .filter(version -> !version.day().isAfter(today))
                        .findFirst())
                .map(version -> content(code, version.version()));
    }

    private Scheme content(String code, int version) {
        SchemeCopy.Key key = new SchemeCopy.Key(code, version);
        Scheme known = contents.get(key);
        if (known == null) {
            known = SchemeCopy.find(code, version).orElseThrow();
            contents.put(key, known);
        }
        return known;
    }

    /// False until review-service has been reachable once. Copies do not go away again.
    public boolean areKnown() {
        return !contents.isEmpty() || SchemeCopy.count() > 0;
    }

    /// Without a first copy no vendor can submit.
    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void prepareSoon() {
        prepare();
    }

    @Scheduled(every = "${registry.schemes.renewed-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        try {
            for (ReviewClient.Published published : review.schemes()) {
                Scheme scheme = review.scheme(published.code(), published.version());
                QuarkusTransaction.requiringNew().run(() -> keep(scheme, published.effectiveFrom()));
                contents.put(new SchemeCopy.Key(scheme.code(), scheme.version()), scheme);
            }
        } catch (RuntimeException unreachable) {
            Log.warnf("schemes could not be renewed: %s", unreachable.getMessage());
        }
    }

    private void keep(Scheme scheme, LocalDate effectiveFrom) {
        SchemeCopy.copyOf(scheme.code(), scheme.version())
                .ifPresentOrElse(
                        copy -> copy.refresh(scheme, effectiveFrom, clock.instant()),
                        () -> new SchemeCopy(scheme, effectiveFrom, clock.instant()).persist());
    }
}
