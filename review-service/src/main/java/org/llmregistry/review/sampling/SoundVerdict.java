package org.llmregistry.review.sampling;

import org.jspecify.annotations.Nullable;

/// What a sample shows about the whole, beside what the published rule makes of it.
///
/// @param error         the accepted probability of a wrong ACCEPT, and of a wrong REJECT; 0.05 is 95 % confidence
/// @param naiveAccepts  the published rule: the sample itself is within the limit
/// @param lowerBound    the failure rate of the whole is at least this, at the confidence
/// @param upperBound    the failure rate of the whole is at most this, at the confidence
/// @param mostFailing   of a finite population: the upper bound as a number of items
/// @param naive         the published rule, with its error rates
/// @param sound         ACCEPT as a rule on the number of failures, with its error rates
/// @param sizeThatTells the smallest sample, from this one on, whose verdict is ACCEPT or REJECT at the observed
///                      failure rate; null where the rate equals the limit, or where none of up to 10,000,000
///                      items (or the population) tells. Meant for a new draw: adding items to this sample until
///                      the answer pleases is not covered by the confidence
public record SoundVerdict(
        Verdict verdict,
        double error,
        boolean naiveAccepts,
        double lowerBound,
        double upperBound,
        @Nullable Long mostFailing,
        Plan naive,
        Plan sound,
        @Nullable Long sizeThatTells) {

    /// The three answers a sample can give. A probability of exactly the error decides, as in any test.
    public enum Verdict {
        /// Even the upper bound of the failure rate is within the limit.
        ACCEPT,
        /// Even the lower bound of the failure rate is above the limit.
        REJECT,
        /// The limit lies between the bounds: both are still possible.
        SAMPLE_TOO_SMALL
    }

    /// A rule on the number of failures and how it errs. A good whole has 0.8 times as many failing items as the
    /// limit allows, a bad one 1.1 times as many.
    ///
    /// @param mostFailures   the largest number of failures that is accepted; null where none is
    /// @param acceptsAtLimit probability that it accepts a whole exactly at the limit
    /// @param acceptsBad     probability that it accepts a bad one
    /// @param refusesGood    probability that it does not accept a good one
    public record Plan(@Nullable Long mostFailures, double acceptsAtLimit, double acceptsBad, double refusesGood) {}
}
