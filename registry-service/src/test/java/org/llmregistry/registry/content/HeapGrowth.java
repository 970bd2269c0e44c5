package org.llmregistry.registry.content;

import java.lang.management.ManagementFactory;

/// By how much the heap has grown: what is in use right after a full collection, client, test and server together
/// (they share this JVM), against the same at the beginning. Garbage does not count; what is held while bytes stream
/// does. Whoever streams takes samples on the way.
public final class HeapGrowth {

    private final long before = inUse();
    private long most;

    public void sample() {
        most = Math.max(most, inUse() - before);
    }

    public long mebibytes() {
        return most >> 20;
    }

    private static long inUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
