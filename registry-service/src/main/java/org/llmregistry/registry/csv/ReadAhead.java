package org.llmregistry.registry.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Reads batches on a thread of its own, so that reading and writing go on at the same time. At most three batches are
/// in memory: the one in work, the next, and the one that is being read.
public final class ReadAhead<T> implements AutoCloseable {

    private final BlockingQueue<Batch<T>> ready = new ArrayBlockingQueue<>(1);
    private final Callable<Optional<T>> source;
    private final int size;
    private final Thread reader =
            Thread.ofPlatform().name("read-ahead").daemon().unstarted(this::read);

    private record Batch<T>(List<T> rows, @Nullable Exception failure) {}

    /// @param source the next row, or nothing behind the last one
    /// @param size   rows of a batch
    public ReadAhead(Callable<Optional<T>> source, int size) {
        this.source = source;
        this.size = size;
        reader.start();
    }

    /// The next batch; an empty one behind the last row.
    ///
    /// @throws IllegalStateException when the source fails; its cause says why
    public List<T> next() throws InterruptedException {
        Batch<T> batch = ready.take();
        if (batch.failure() != null) {
            throw new IllegalStateException("the rows could not be read", batch.failure());
        }
        return batch.rows();
    }

    private void read() {
        try {
            while (true) {
                Batch<T> batch = readBatch();
                ready.put(batch);
                if (batch.rows().isEmpty()) {
                    return;
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private Batch<T> readBatch() {
        List<T> rows = new ArrayList<>(size);
        try {
            while (rows.size() < size) {
                Optional<T> row = source.call();
                if (row.isEmpty()) {
                    break;
                }
                rows.add(row.get());
            }
            return new Batch<>(rows, null);
        } catch (Exception failure) {
            return new Batch<>(List.of(), failure);
        }
    }

    @Override
    public void close() {
        reader.interrupt();
        try {
            reader.join();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
