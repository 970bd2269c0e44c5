package org.llmregistry.audit.append;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.llmregistry.audit.append.EventReader.Event;
import org.llmregistry.kernel.problem.CommonProblem;
import org.llmregistry.kernel.problem.Refusal;

/// Joins the batches that wait at the same moment into one transaction: they would wait for each other anyway, at the
/// lock that orders the log, and each would pay for a commit of its own. Who comes while nobody works does not wait.
@ApplicationScoped
public class GroupCommit {

    private static final int MOST_WAITING = 4096; // events; beyond that the sources' outboxes are the better queue

    private final Sequencer sequencer;
    private final int largest;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final ReentrantLock working = new ReentrantLock();

    GroupCommit(Sequencer sequencer, @ConfigProperty(name = "audit.log.group", defaultValue = "1024") int largest) {
        this.sequencer = sequencer;
        this.largest = largest;
    }

    private record Waiting(List<Event> events, CompletableFuture<List<Receipt>> receipts) {}

    /// @return when the events are durable
    public List<Receipt> append(List<Event> events) {
        if (waiting.addAndGet(events.size()) > MOST_WAITING) {
            waiting.addAndGet(-events.size());
            throw Refusal.of(
                    CommonProblem.UNAVAILABLE, "The log has more to do than it can take; send it again later.");
        }
        Waiting own = new Waiting(events, new CompletableFuture<>());
        queue.add(own);
        while (!own.receipts().isDone()) {
            working.lock(); // whoever has it works for all who wait
            try {
                if (!own.receipts().isDone()) {
                    appendGroup();
                }
            } finally {
                working.unlock();
            }
        }
        try {
            return own.receipts().join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private void appendGroup() {
        List<Waiting> group = new ArrayList<>();
        int events = 0;
        for (Waiting next = queue.peek();
                next != null && (group.isEmpty() || events + next.events().size() <= largest);
                next = queue.peek()) {
            group.add(next);
            events += next.events().size();
            queue.remove();
        }
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
