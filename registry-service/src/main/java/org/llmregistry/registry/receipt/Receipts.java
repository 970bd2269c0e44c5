package org.llmregistry.registry.receipt;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/// Fetches receipts from the log and keeps them, so that a certificate proves itself also while the log is down.
@ApplicationScoped
public class Receipts {

    private static final int AT_ONCE = 100;

    private final ReceiptClient log;
    private final Clock clock;
    private final String source;

    Receipts(
            @RestClient ReceiptClient log,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String source) {
        this.log = log;
        this.clock = clock;
        this.source = source;
    }

    /// Call it in the transaction that records the event.
    ///
    /// @param licenceNumber what the event binds; null: it is the decision itself
    @Transactional(Transactional.TxType.MANDATORY)
    public void want(UUID eventId, UUID applicationId, @Nullable String licenceNumber) {
        new Receipt(eventId, applicationId, licenceNumber).persist();
    }

    /// For the grant and each renewal and change of conditions after it, oldest first; one is missing until the log
    /// has given it, which takes seconds.
    public List<ReceiptView> ofLicence(String number) {
        return Receipt.ofLicence(number);
    }

    public Optional<ReceiptView> ofDecision(UUID applicationId) {
        return Receipt.ofDecision(applicationId);
    }

    @Scheduled(every = "${registry.receipts.fetched-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void fetch() {
        List<UUID> missing = QuarkusTransaction.requiringNew()
                .call(() ->
                        Receipt.missing(AT_ONCE).stream().map(Receipt::eventId).toList());
        for (UUID event : missing) {
            try {
                ReceiptClient.EventReceipt receipt = log.of(source, event);
                change(event, wanted -> wanted.given(receipt));
            } catch (WebApplicationException refused) {
                Log.debugf("no receipt of event=%s so far: %s", event, refused.getMessage());
                change(event, wanted -> wanted.askedInVain(clock.instant()));
            } catch (RuntimeException unreachable) {
                Log.warnf("receipts wait: %s", unreachable.getMessage());
                return;
            }
        }
    }

    private static void change(UUID event, Consumer<Receipt> change) {
        QuarkusTransaction.requiringNew()
                .run(() -> Receipt.<Receipt>findByIdOptional(event).ifPresent(change));
    }
}
