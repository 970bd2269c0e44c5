package org.llmregistry.review.sampling;

/// Hits in a sample of a whole without end: every item is a hit with the same probability.
///
/// Single terms follow C. Loader, "Fast and accurate computation of binomial probabilities" (2000). The difference
/// of log-gammas would lose seven of sixteen digits at a million items; this way loses none.
public record Binomial(long sampled, double probability) implements HitCount {

    /// Up to here a factorial is a whole number that a double holds, and its logarithm is taken directly.
    private static final int DIRECT = 15;

    public Binomial {
        if (sampled < 0 || !(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("no sample of %d at probability %s".formatted(sampled, probability));
        }
    }

    /// The exact (Clopper-Pearson) one-sided upper bound of the failure rate: the rate at which this few failures
    /// would come up with a probability of only `error`. A confidence of 95 % is an error of 0.05.
    public static double upperBound(long sampled, long failed, double error) {
        requireCounts(sampled, failed, error);
        if (failed == sampled) {
            return 1;
        }
        double below = (double) failed / sampled;
        double above = 1;
        while (true) {
            double middle = below + (above - below) / 2;
            if (middle <= below || middle >= above) {
                return above;
            }
            if (new Binomial(sampled, middle).atMost(failed) <= error) {
                above = middle;
            } else {
                below = middle;
            }
        }
    }

    /// The exact one-sided lower bound of the failure rate: what remains below the upper bound of the pass rate.
    public static double lowerBound(long sampled, long failed, double error) {
        requireCounts(sampled, failed, error);
        return 1 - upperBound(sampled, sampled - failed, error);
    }

    @Override
    public long least() {
        return probability == 1 ? sampled : 0;
    }

    @Override
    public long most() {
        return probability == 0 ? 0 : sampled;
    }

    @Override
    public double mean() {
        return sampled * probability;
    }

    @Override
    public double exactly(long hits) {
        return exactly(hits, sampled, probability, 1 - probability);
    }

    @Override
    public double ratioBelow(long hits) {
        return hits * (1 - probability) / ((sampled - hits + 1) * probability);
    }

    @Override
    public double nextIsHit(long hits) {
        return probability;
    }

    @Override
    public Binomial ofSample(long size) {
        return new Binomial(size, probability);
    }

    /// @param miss 1 - hit, given apart because the subtraction would lose the digits of a small one
    static double exactly(long hits, long sampled, double hit, double miss) {
        if (hits < 0 || hits > sampled) {
            return 0;
        }
        if (hits == 0) {
            return power(sampled, hit, miss);
        }
        if (hits == sampled) {
            return power(sampled, miss, hit);
        }
        if (hit == 0 || miss == 0) {
            return 0;
        }
        long misses = sampled - hits;
        double exponent = stirlingError(sampled)
                - stirlingError(hits)
                - stirlingError(misses)
                - deviance(hits, sampled * hit)
                - deviance(misses, sampled * miss);
        return StrictMath.exp(exponent) * Math.sqrt(sampled / (2 * Math.PI * hits * misses));
    }

    /// `kept` to the power of `times`, where kept is 1 - lost: exact in the smaller of the two.
    private static double power(long times, double lost, double kept) {
        if (times == 0) {
            return 1;
        }
        return StrictMath.exp(times * (lost < kept ? StrictMath.log1p(-lost) : StrictMath.log(kept)));
    }

    /// By how much Stirling's formula misses the logarithm of n!.
    private static double stirlingError(long n) {
        double x = n;
        if (n <= DIRECT) {
            double factorial = 1;
            for (long k = 2; k <= n; k++) {
                factorial *= k;
            }
            return StrictMath.log(factorial) - (x + 0.5) * StrictMath.log(x) + x - StrictMath.log(2 * Math.PI) / 2;
        }
        double square = x * x;
        return (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - (1 / 1680.0 - 1 / 1188.0 / square) / square) / square) / square)
                / x;
    }

    /// `seen * log(seen / expected) + expected - seen`, by a series where the two are close and would cancel.
    private static double deviance(double seen, double expected) {
        double difference = seen - expected;
        if (Math.abs(difference) >= 0.1 * (seen + expected)) {
            return seen * StrictMath.log(seen / expected) - difference;
        }
        double v = difference / (seen + expected);
        double sum = difference * v;
        double term = 2 * seen * v;
        for (int odd = 3; ; odd += 2) {
            term *= v * v;
            double next = sum + term / odd;
            if (next == sum) {
                return sum;
            }
            sum = next;
        }
    }

    static void requireCounts(long sampled, long failed, double error) {
        if (sampled < 1 || sampled > Hypergeometric.LARGEST || failed < 0 || failed > sampled) {
            throw new IllegalArgumentException("no sample: %d failed of %d".formatted(failed, sampled));
        }
        if (!(error > 0 && error < 0.5)) {
            throw new IllegalArgumentException("an error of %s leaves no confidence".formatted(error));
        }
    }
}
