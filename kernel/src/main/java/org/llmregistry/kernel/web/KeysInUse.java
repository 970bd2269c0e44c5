package org.llmregistry.kernel.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Which keys requests of this process work with, or wait for, at the moment.
@ApplicationScoped
class KeysInUse {

    private final Map<String, Queue> queues = new ConcurrentHashMap<>();

    /// Waits until it is this request's turn, in the order of arrival.
    ///
    /// @return empty when that took too long
    Optional<Turn> take(String scope, Duration patience) throws InterruptedException {
        Queue queue = queues.compute(scope, (any, known) -> (known == null ? new Queue() : known).joined());
        boolean taken = false;
        try {
            taken = queue.free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            if (!taken) {
                leave(scope);
            }
        }
        return taken ? Optional.of(new Turn(this, scope, queue)) : Optional.empty();
    }

    private void leave(String scope) {
        queues.computeIfPresent(scope, (any, queue) -> queue.left());
    }

    /// The right to work with a key, until it ends.
    record Turn(KeysInUse keys, String scope, Queue queue) {
        void end() {
            queue.free.release();
            keys.leave(scope);
        }
    }

    /// Changed under the map's lock of its key only.
    private static final class Queue {

        private final Semaphore free = new Semaphore(1, true);
        private int members;

        Queue joined() {
            members++;
            return this;
        }

        @Nullable
        Queue left() {
            members--;
            return members == 0 ? null : this;
        }
    }
}
