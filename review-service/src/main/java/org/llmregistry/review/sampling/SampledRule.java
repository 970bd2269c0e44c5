package org.llmregistry.review.sampling;

import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.sampling.SoundVerdict.Plan;
import org.llmregistry.review.sampling.SoundVerdict.Verdict;

/// The counts of a random sample and the limit they are held against.
///
/// Without a population the whole counts as endless, which is also the safe side for a large one. With it, the
/// bounds are those of the finite population: a sample that is a good part of the whole says more about it.
///
/// @param sampled    items looked at, at least 1
/// @param failed     of them, those that failed
/// @param population the items the sample was drawn from, where their number is known
public record SampledRule(
        long sampled, long failed, Limit limit, @Nullable Long population) {

    /// 95 % confidence, one-sided.
    public static final double USUAL_ERROR = 0.05;

    private static final int GOOD_TENTHS = 8;
    private static final int BAD_TENTHS = 11;

    public SampledRule {
        Binomial.requireCounts(sampled, failed, USUAL_ERROR);
        if (population != null) {
            Hypergeometric.requireSize(population, sampled);
        }
    }

    public SampledRule(long sampled, long failed, Limit limit) {
        this(sampled, failed, limit, null);
    }

    public SoundVerdict judge() {
        return judge(USUAL_ERROR);
    }

    /// @param error the accepted probability of a wrong answer; 0.05 is 95 % confidence
    public SoundVerdict judge(double error) {
        Binomial.requireCounts(sampled, failed, error);
        Verdict verdict = verdict(error);
        Long mostFailing = population == null ? null : Hypergeometric.mostFailing(population, sampled, failed, error);
        return new SoundVerdict(
                verdict,
                error,
                limit.allows(sampled, failed),
                lowerBound(error),
                upperBound(error),
                mostFailing,
                plan(limit.allowedOf(sampled)),
                plan(mostAccepted(error)),
                sizeThatTells(verdict, error));
    }

    /// Probability of this few failures or fewer, were the whole only just above the limit. ACCEPT needs it to be
    /// at most the error, which says the same as an upper bound within the limit.
    double chanceOfSoFew() {
        return chanceOfAtMost(failed);
    }

    /// Probability of this many failures or more, were the whole at the limit. REJECT needs it to be at most the
    /// error, which says the same as a lower bound above the limit.
    double chanceOfSoMany() {
        return atLimit().atLeast(failed);
    }

    private Verdict verdict(double error) {
        if (HitCount.isRare(chanceOfSoFew(), error)) {
            return Verdict.ACCEPT;
        }
        return HitCount.isRare(chanceOfSoMany(), error) ? Verdict.REJECT : Verdict.SAMPLE_TOO_SMALL;
    }

    private double lowerBound(double error) {
        return population == null
                ? Binomial.lowerBound(sampled, failed, error)
                : (double) Hypergeometric.fewestFailing(population, sampled, failed, error) / population;
    }

    private double upperBound(double error) {
        return population == null
                ? Binomial.upperBound(sampled, failed, error)
                : (double) Hypergeometric.mostFailing(population, sampled, failed, error) / population;
    }

    private double chanceOfAtMost(long failures) {
        return limit.allowsEverything() ? 0 : aboveLimit().atMost(failures);
    }

    /// The largest number of failures that is ACCEPT at this size, or -1: found by halving, as more failures never
    /// turn a refusal into an acceptance.
    private long mostAccepted(double error) {
        long accepted = -1;
        long refused = sampled + 1;
        while (refused - accepted > 1) {
            long middle = accepted + (refused - accepted) / 2;
            if (HitCount.isRare(chanceOfAtMost(middle), error)) {
                accepted = middle;
            } else {
                refused = middle;
            }
        }
        return accepted;
    }

    private Plan plan(long mostFailures) {
        return new Plan(
                mostFailures < 0 ? null : mostFailures,
                atLimit().atMost(mostFailures),
                bad().atMost(mostFailures),
                good().atLeast(mostFailures + 1));
    }

    private @Nullable Long sizeThatTells(Verdict verdict, double error) {
        if (verdict != Verdict.SAMPLE_TOO_SMALL) {
            return sampled;
        }
        if (limit.equalsRate(sampled, failed)) {
            return null;
        }
        return limit.allows(sampled, failed)
                ? SampleSize.thatTells(aboveLimit(), failed, error, population)
                : SampleSize.thatTells(passesAtLimit(), sampled - failed, error, population);
    }

    private HitCount atLimit() {
        return whole(limit.rate(), limit::allowedOf);
    }

    /// The best whole that is still above the limit. Endless, that comes as close to the limit as one likes.
    private HitCount aboveLimit() {
        return whole(limit.rate(), items -> limit.allowedOf(items) + 1);
    }

    private HitCount passesAtLimit() {
        return whole(1 - limit.rate(), items -> items - limit.allowedOf(items));
    }

    private HitCount good() {
        return whole(limit.rate(GOOD_TENTHS), items -> limit.itemsDown(items, GOOD_TENTHS));
    }

    private HitCount bad() {
        return whole(limit.rate(BAD_TENTHS), items -> limit.itemsUp(items, BAD_TENTHS));
    }

    private HitCount whole(double rate, LongUnaryOperator hits) {
        return population == null
                ? new Binomial(sampled, rate)
                : new Hypergeometric(population, hits.applyAsLong(population), sampled);
    }
}
