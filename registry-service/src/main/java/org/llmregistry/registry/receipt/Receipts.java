package org.llmregistry.registry.receipt;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/// Fetches receipts from the log and keeps them, so that a certificate proves itself also while the log is down. What
/// the log does not have is asked for less and less often, and in the end no more.
@ApplicationScoped
public class Receipts {

    private static final int AT_ONCE = 100;
    private static final int NOT_FOUND = 404;

    private final ReceiptClient log;
    private final ReceiptSettings settings;
    private final Clock clock;
    private final String source;
    private final AtomicLong givenUp = new AtomicLong();

    Receipts(
            @RestClient ReceiptClient log,
            ReceiptSettings settings,
            Clock clock,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.application.name") String source) {
        this.log = log;
        this.settings = settings;
        this.clock = clock;
        this.source = source;
        meters.gauge("receipts.given-up", givenUp);
    }

    /// What the log has given of what was asked for, and what it has not; both oldest first.
    public record Wanted(List<ReceiptView> given, List<MissingReceipt> missing) {}

    /// Call it in the transaction that records the event.
    ///
    /// @param licenceNumber what the event binds; null: it is the decision itself
    @Transactional(Transactional.TxType.MANDATORY)
    public void want(UUID eventId, UUID applicationId, @Nullable String licenceNumber) {
        new Receipt(eventId, applicationId, licenceNumber).persist();
    }

    /// For the grant and each renewal and change of conditions after it.
    public Wanted ofLicence(String number) {
        return wanted(Receipt.ofLicence(number));
    }

    /// For the newest decision, at most one.
    public Wanted ofDecision(UUID applicationId) {
        return wanted(Receipt.ofDecision(applicationId).stream().toList());
    }

    private Wanted wanted(List<Receipt> all) {
        List<Receipt> missing =
                all.stream().filter(receipt -> receipt.toView().isEmpty()).toList();
        Map<UUID, MissingReceipt.Reason> undelivered = missing.isEmpty()
                ? Map.of()
                : Receipt.undelivered(missing.stream().map(Receipt::eventId).toList());
        return new Wanted(
                all.stream().flatMap(receipt -> receipt.toView().stream()).toList(),
                missing.stream()
                        .map(receipt -> receipt.reason(undelivered, settings.mostAttempts())
                                .of(receipt.eventId()))
                        .toList());
    }

    @Scheduled(every = "${registry.receipts.fetched-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void fetch() {
        List<UUID> due = QuarkusTransaction.requiringNew()
                .call(() -> Receipt.due(clock.instant(), settings.mostAttempts(), AT_ONCE).stream()
                        .map(Receipt::eventId)
                        .toList());
        for (UUID event : due) {
            if (!fetch(event)) {
                break;
            }
        }
        givenUp.set(QuarkusTransaction.requiringNew().call(() -> Receipt.countGivenUp(settings.mostAttempts())));
    }

    /// @return whether the log answers
    private boolean fetch(UUID event) {
        try {
            ReceiptClient.EventReceipt receipt = log.of(source, event);
            change(event, wanted -> wanted.give(receipt));
            return true;
        } catch (RuntimeException failure) {
            if (failure instanceof WebApplicationException answer
                    && answer.getResponse().getStatus() == NOT_FOUND) {
                change(event, this::miss);
                return true;
            }
            Log.warnf("receipts wait: %s", failure.getMessage());
            change(event, wanted -> wanted.postpone(clock.instant(), Duration.ZERO)); // others come first next time
            return false;
        }
    }

    private void miss(Receipt wanted) {
        if (wanted.missed(clock.instant(), settings) == settings.mostAttempts()) {
            Log.errorf("alarm: the log does not have event=%s; nobody asks for its receipt any more", wanted.eventId());
        }
    }

    private static void change(UUID event, Consumer<Receipt> change) {
        QuarkusTransaction.requiringNew()
                .run(() -> Receipt.<Receipt>findByIdOptional(event).ifPresent(change));
    }
}
