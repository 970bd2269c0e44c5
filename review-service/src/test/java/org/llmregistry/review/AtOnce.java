package org.llmregistry.review;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The same job in several threads, as if so many replicas looked at the same moment.
public final class AtOnce {

    private static final int REPLICAS = 6;

    private AtOnce() {}

    public static void run(Runnable job) throws InterruptedException, ExecutionException {
        Callable<Object> one = Executors.callable(job);
        try (ExecutorService replicas = Executors.newFixedThreadPool(REPLICAS)) {
            for (Future<Object> done : replicas.invokeAll(Collections.nCopies(REPLICAS, one))) {
                done.get();
            }
        }
    }
}
