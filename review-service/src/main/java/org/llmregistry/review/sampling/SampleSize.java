package org.llmregistry.review.sampling;

import org.jspecify.annotations.Nullable;

/// How large a sample must be to tell, if its hits keep coming at the observed rate.
///
/// The answer jumps up and down from one size to the next, because hits are whole numbers; so the smallest size is
/// found by going through all of them. From one size to the next the tail changes by one term:
/// `P(X(n+1) <= c) = P(X(n) <= c) - P(X(n) = c) * P(next is a hit)`, which makes ten million sizes affordable.
///
/// The size is meant for a new draw. Extending the sample at hand until the answer pleases is not covered by the
/// stated confidence.
final class SampleSize {

    static final long LARGEST = 10_000_000;

    private SampleSize() {}

    /// The smallest size from the one at hand on at which the rate of hits, rounded up to a whole hit, has a
    /// probability of at most `error`.
    ///
    /// @param boundary   the distribution of hits in the sample at hand, at the edge of the limit
    /// @param seen       hits in the sample at hand, at a rate below the boundary's
    /// @param population null where it is not known
    static @Nullable Long thatTells(HitCount boundary, long seen, double error, @Nullable Long population) {
        long sampled = boundary.sampled();
        long largest = population == null ? LARGEST : Math.min(LARGEST, population);
        HitCount at = boundary;
        long hits = seen;
        double exactly = at.exactly(hits);
        double atMost = at.atMost(hits);
        while (!HitCount.isRare(atMost, error)) {
            long size = at.sampled() + 1;
            if (size > largest) {
                return null;
            }
            double nextIsHit = at.nextIsHit(hits);
            atMost -= exactly * nextIsHit;
            exactly *= (1 - nextIsHit) * size / (size - hits);
            at = at.ofSample(size);
            long wanted = Math.ceilDiv(seen * size, sampled);
            if (wanted > hits) {
                hits = wanted;
                // near the end of a population the term before may be impossible, and nothing follows from it
                exactly = exactly > 0 ? exactly / at.ratioBelow(hits) : at.exactly(hits);
                atMost += exactly;
            }
        }
        return at.sampled();
    }
}
