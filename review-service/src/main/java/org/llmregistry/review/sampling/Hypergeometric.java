package org.llmregistry.review.sampling;

/// Hits in a sample that is a real part of a finite population: no item is drawn twice, so every one that is
/// looked at also narrows down what is left.
///
/// A single term is a quotient of three binomial ones (Loader 2000), which keeps its digits for every size.
///
/// @param population at most 2^53, beyond which a double no longer counts in ones
/// @param hits       how many of the population are hits
public record Hypergeometric(long population, long hits, long sampled) implements HitCount {

    static final long LARGEST = 1L << 53;

    public Hypergeometric {
        requireSize(population, sampled);
        if (hits < 0 || hits > population) {
            throw new IllegalArgumentException("%d hits in a population of %d".formatted(hits, population));
        }
    }

    /// The exact one-sided upper bound of the number of failing items: the largest number at which this few
    /// failures still come up with a probability above `error`.
    public static long mostFailing(long population, long sampled, long failed, double error) {
        Binomial.requireCounts(sampled, failed, error);
        requireSize(population, sampled);
        long possible = failed;
        long beyond = population - sampled + failed + 1;
        while (beyond - possible > 1) {
            long middle = possible + (beyond - possible) / 2;
            if (HitCount.isRare(new Hypergeometric(population, middle, sampled).atMost(failed), error)) {
                beyond = middle;
            } else {
                possible = middle;
            }
        }
        return possible;
    }

    /// The exact one-sided lower bound of the number of failing items: those that can't all be passing ones.
    public static long fewestFailing(long population, long sampled, long failed, double error) {
        Binomial.requireCounts(sampled, failed, error);
        return population - mostFailing(population, sampled, sampled - failed, error);
    }

    @Override
    public long least() {
        return Math.max(0, sampled - (population - hits));
    }

    @Override
    public long most() {
        return Math.min(sampled, hits);
    }

    @Override
    public double mean() {
        return (double) sampled * hits / population;
    }

    @Override
    public double exactly(long found) {
        if (found < least() || found > most()) {
            return 0;
        }
        if (least() == most()) {
            return 1;
        }
        double drawn = (double) sampled / population;
        double left = (double) (population - sampled) / population;
        return Binomial.exactly(found, hits, drawn, left)
                * Binomial.exactly(sampled - found, population - hits, drawn, left)
                / Binomial.exactly(sampled, population, drawn, left);
    }

    @Override
    public double ratioBelow(long found) {
        double missesLeft = population - hits - sampled + found;
        return found * missesLeft / ((double) (hits - found + 1) * (sampled - found + 1));
    }

    @Override
    public double nextIsHit(long found) {
        return (double) (hits - found) / (population - sampled);
    }

    @Override
    public Hypergeometric ofSample(long size) {
        return new Hypergeometric(population, hits, size);
    }

    static void requireSize(long population, long sampled) {
        if (population < 1 || population > LARGEST || sampled < 0 || sampled > population) {
            throw new IllegalArgumentException("no sample of %d in a population of %d".formatted(sampled, population));
        }
    }
}
