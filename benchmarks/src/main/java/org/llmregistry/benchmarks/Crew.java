package org.llmregistry.benchmarks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Several clients that work at once, each on items of its own.
record Crew<T>(List<Worker<T>> workers) {

    /// Does one thing to one item.
    interface Worker<T> {
        void work(T item) throws SQLException;
    }

    /// @param each items of a worker
    double perSecond(Iterator<T> items, int each) {
        List<List<T>> shares = workers.stream().map(worker -> take(items, each)).toList();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers.size())) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < workers.size(); i++) {
                Worker<T> worker = workers.get(i);
                List<T> share = shares.get(i);
                running.add(threads.submit(() -> {
                    for (T item : share) {
                        worker.work(item);
                    }
                    return null;
                }));
            }
            for (Future<?> worker : running) {
                worker.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        return workers.size() * each / ((System.nanoTime() - begin) / 1e9);
    }

    static <T> List<T> take(Iterator<T> items, int count) {
        List<T> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(items.next());
        }
        return taken;
    }
}
