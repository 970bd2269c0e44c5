package org.llmregistry.audit.append;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.llmregistry.audit.append.EventReader.Event;
import org.llmregistry.kernel.problem.CommonProblem;
import org.llmregistry.kernel.problem.Refusal;

/// Joins the batches that wait at the same moment into one transaction: they would wait for each other anyway, at the
/// lock that orders the log, and each would pay for a commit of its own. One thread appends: as soon as a group is
/// durable it takes what has come in the meantime, and who waits is woken once, with the receipts.
@ApplicationScoped
public class GroupCommit {

    private static final int MOST_WAITING = 4096; // events; beyond that the sources' outboxes are the better queue

    private final Sequencer sequencer;
    private final int largest;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Thread thread = Thread.ofPlatform().daemon().name("sequencer").unstarted(this::work);

    GroupCommit(Sequencer sequencer, @ConfigProperty(name = "audit.log.group", defaultValue = "1024") int largest) {
        this.sequencer = sequencer;
        this.largest = largest;
    }

    private record Waiting(List<Event> events, CompletableFuture<List<Receipt>> receipts) {}

    @PostConstruct
    void start() {
        thread.start();
    }

    /// The server has answered its last request before.
    @PreDestroy
    void stop() {
        thread.interrupt();
    }

    /// @return when the events are durable
    public List<Receipt> append(List<Event> events) {
        if (waiting.addAndGet(events.size()) > MOST_WAITING) {
            waiting.addAndGet(-events.size());
            throw Refusal.of(
                    CommonProblem.UNAVAILABLE, "The log has more to do than it can take; send it again later.");
        }
        Waiting own = new Waiting(events, new CompletableFuture<>());
        queue.add(own);
        try {
            return own.receipts().join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private void work() {
        try {
            Waiting next = queue.take();
            while (true) {
                next = appendGroup(next);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return the first of the next group
    private Waiting appendGroup(Waiting first) throws InterruptedException {
        List<Waiting> group = new ArrayList<>();
        int events = 0;
        @Nullable Waiting next = first;
        while (next != null && (group.isEmpty() || events + next.events().size() <= largest)) {
            group.add(next);
            events += next.events().size();
            next = queue.poll();
        }
        append(group, events);
        return next == null ? queue.take() : next;
    }

    private void append(List<Waiting> group, int events) {
        try {
            List<Receipt> receipts = sequencer.append(
                    group.stream().flatMap(each -> each.events().stream()).toList());
            int from = 0;
            for (Waiting each : group) {
                int to = from + each.events().size();
                each.receipts().complete(receipts.subList(from, to));
                from = to;
            }
        } catch (RuntimeException | Error failure) { // not of an event: they were checked before
            group.forEach(each -> each.receipts().completeExceptionally(failure));
        } finally {
            waiting.addAndGet(-events);
        }
    }
}
