package org.llmregistry.kernel.web;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.CommonProblem;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.KeysInUse.Turn;

/// Requests with one key go one after the other, so that all of them get the answer of the first. Those who wait do so
/// before `@Transactional`: a hundred of them hold a thread each, and neither a transaction nor a connection.
///
/// Two replicas know of each other by the advisory lock in [Idempotency] alone: one request of each tries again.
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class IdempotencyTurns {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final IdempotencyKey key;
    private final KeysInUse inUse;
    private final Duration patience;

    IdempotencyTurns(IdempotencyKey key, KeysInUse inUse, IdempotencySettings settings) {
        this.key = key;
        this.inUse = inUse;
        this.patience = settings.patience();
    }

    @AroundInvoke
    @Nullable
    Object inTurn(InvocationContext call) throws Exception {
        String scope = key.scope().orElse(null);
        if (scope == null) {
            return call.proceed();
        }
        long deadline = System.nanoTime() + patience.toNanos();
        Turn turn = inUse.take(scope, patience).orElseThrow(this::inUse);
        try {
            Duration pause = FIRST_PAUSE;
            while (true) {
                try {
                    return call.proceed();
                } catch (Idempotency.HeldElsewhere busy) {
                    if (System.nanoTime() + pause.toNanos() > deadline) {
                        throw inUse();
                    }
                    Thread.sleep(pause);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                }
            }
        } finally {
            turn.end();
        }
    }

    private Refusal inUse() {
        return Refusal.of(
                CommonProblem.IDEMPOTENCY_KEY_IN_USE,
                "Another request with this key has not ended within %d seconds.".formatted(patience.toSeconds()));
    }
}
