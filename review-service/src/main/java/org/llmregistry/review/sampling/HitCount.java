package org.llmregistry.review.sampling;

/// How often each number of hits comes up in a random sample. A hit is an item of the kind that is counted: one
/// that failed, or seen from the other side one that passed.
///
/// A tail is summed from its largest term outwards, each term from the one before it, and stops when the rest no
/// longer counts. That takes a few standard deviations of steps, so a million items cost some thousand of them.
///
/// All logarithms and powers come from [StrictMath]: a verdict on a licence must not depend on the processor.
public sealed interface HitCount permits Binomial, Hypergeometric {

    /// A term this much smaller than the sum changes no digit of it.
    double NEGLIGIBLE = 1e-20;

    /// Probabilities whose shares differ by less are the same. Ties happen: 3 of 6 items can be drawn in 20 ways,
    /// so one of these has a probability of exactly 0.05, and rounding must not decide on which side that falls.
    double TIE = 1e-10;

    /// A probability of at most the error; a tie counts.
    static boolean isRare(double probability, double error) {
        return probability <= error * (1 + TIE);
    }

    long sampled();

    /// The smallest number of hits that can come up.
    long least();

    /// The largest number of hits that can come up.
    long most();

    double mean();

    /// Probability of exactly this number of hits.
    double exactly(long hits);

    /// `exactly(hits - 1) / exactly(hits)`, for hits above [#least()] and up to [#most()].
    double ratioBelow(long hits);

    /// Probability that one more item is a hit, after the sample held `hits`.
    double nextIsHit(long hits);

    /// The same, for another size of the sample.
    HitCount ofSample(long sampled);

    /// Probability of this number of hits or fewer.
    default double atMost(long hits) {
        if (hits < least()) {
            return 0;
        }
        if (hits >= most()) {
            return 1;
        }
        return hits < mean() ? sumDownFrom(hits) : 1 - sumUpFrom(hits + 1);
    }

    /// Probability of this number of hits or more.
    default double atLeast(long hits) {
        if (hits <= least()) {
            return 1;
        }
        if (hits > most()) {
            return 0;
        }
        return hits > mean() ? sumUpFrom(hits) : 1 - sumDownFrom(hits - 1);
    }

    private double sumDownFrom(long hits) {
        double term = exactly(hits);
        double sum = term;
        for (long k = hits; k > least() && term > sum * NEGLIGIBLE; k--) {
            term *= ratioBelow(k);
            sum += term;
        }
        return sum;
    }

    private double sumUpFrom(long hits) {
        double term = exactly(hits);
        double sum = term;
        for (long k = hits + 1; k <= most() && term > sum * NEGLIGIBLE; k++) {
            term /= ratioBelow(k);
            sum += term;
        }
        return sum;
    }
}
