package org.llmregistry.review.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The expected values were computed with 50 digits.
class BinomialTest {

    private static final double SAME = 1e-10; // per cent

    @ParameterizedTest
    @CsvSource({
        "4000, 0.04, 160, 0.52101369976747534",
        "4000, 0.04, 139, 0.046750148412175723",
        "1000000, 0.04, 39000, 1.5249280384716522e-7",
        "1000000, 0.04, 39500, 0.0053349637870614383",
        "1000000, 0.04, 41000, 0.99999981739243116"
    })
    void a_tail_keeps_its_digits_up_to_a_million(long sampled, double rate, long hits, double expected) {
        assertThat(new Binomial(sampled, rate).atMost(hits)).isCloseTo(expected, withinPercentage(SAME));
    }

    @Test
    void a_single_term_keeps_its_digits_at_a_million() {
        assertThat(new Binomial(1_000_000, 0.04).exactly(40_000))
                .isCloseTo(0.0020358395511897813, withinPercentage(SAME));
    }

    @Test
    void small_cases_equal_the_sum_of_exact_fractions() {
        for (int sampled = 0; sampled <= 30; sampled++) {
            for (String rate : new String[] {"0", "0.01", "0.05", "0.5", "0.97", "1"}) {
                Binomial binomial = new Binomial(sampled, Double.parseDouble(rate));
                BigDecimal sum = BigDecimal.ZERO;
                for (int hits = 0; hits <= sampled; hits++) {
                    BigDecimal term = term(sampled, hits, new BigDecimal(rate));
                    assertThat(binomial.exactly(hits)).isCloseTo(term.doubleValue(), within(1e-14));
                    assertThat(binomial.atLeast(hits))
                            .isCloseTo(BigDecimal.ONE.subtract(sum).doubleValue(), within(1e-14));
                    sum = sum.add(term);
                    assertThat(binomial.atMost(hits)).isCloseTo(sum.doubleValue(), within(1e-14));
                }
            }
        }
    }

    @Test
    void twenty_passes_of_twenty_leave_a_failure_rate_of_13_9_percent_possible() {
        assertThat(Binomial.upperBound(20, 0, 0.05)).isCloseTo(0.1391083406682652, within(1e-15));
        assertThat(Binomial.lowerBound(20, 0, 0.05)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "20, 1, 0.21610616420684735",
        "300, 15, 0.075948698299595394",
        "4000, 128, 0.036963937403129619",
        "4000, 139, 0.039897681190526126",
        "4000, 140, 0.040163977203982764"
    })
    void the_upper_bound_is_exact(long sampled, long failed, double expected) {
        assertThat(Binomial.upperBound(sampled, failed, 0.05)).isCloseTo(expected, withinPercentage(SAME));
        assertThat(Binomial.lowerBound(sampled, sampled - failed, 0.05)).isCloseTo(1 - expected, within(1e-14));
    }

    @Test
    void a_sample_that_failed_altogether_has_no_upper_bound_below_one() {
        assertThat(Binomial.upperBound(20, 20, 0.05)).isEqualTo(1);
        assertThat(Binomial.lowerBound(20, 20, 0.05)).isCloseTo(1 - 0.1391083406682652, within(1e-15));
    }

    @Test
    void more_failures_raise_the_bounds_and_more_confidence_widens_them() {
        Random random = new Random(20_261_123);
        for (int i = 0; i < 300; i++) {
            long sampled = random.nextLong(1, 3000);
            long failed = random.nextLong(sampled);
            double upper = Binomial.upperBound(sampled, failed, 0.05);
            assertThat(upper)
                    .isLessThan(Binomial.upperBound(sampled, failed + 1, 0.05))
                    .isLessThan(Binomial.upperBound(sampled, failed, 0.01))
                    .isGreaterThan(Binomial.upperBound(sampled + 1, failed, 0.05))
                    .isGreaterThan((double) failed / sampled)
                    .isGreaterThan(Binomial.lowerBound(sampled, failed, 0.05));
        }
    }

    @Test
    void fewer_hits_are_likelier_at_a_lower_rate() {
        Random random = new Random(20_261_123);
        for (int i = 0; i < 300; i++) {
            long sampled = random.nextLong(1, 1_000_000);
            double rate = random.nextDouble(0.001, 0.9);
            long hits = Math.min(sampled - 1, Math.round(sampled * rate + random.nextInt(-3, 4)));
            Binomial binomial = new Binomial(sampled, rate);
            assertThat(binomial.atMost(hits))
                    .isLessThanOrEqualTo(binomial.atMost(hits + 1))
                    .isLessThanOrEqualTo(new Binomial(sampled, rate * 0.99).atMost(hits));
            assertThat(binomial.atMost(hits) + binomial.atLeast(hits + 1)).isCloseTo(1, within(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0.05", "10, 11, 0.05", "10, -1, 0.05", "10, 1, 0", "10, 1, 0.5", "10, 1, NaN"})
    void a_bound_without_a_sample_or_a_confidence_is_refused(long sampled, long failed, double error) {
        assertThatIllegalArgumentException().isThrownBy(() -> Binomial.upperBound(sampled, failed, error));
    }

    private static BigDecimal term(int sampled, int hits, BigDecimal rate) {
        return new BigDecimal(choose(sampled, hits))
                .multiply(rate.pow(hits))
                .multiply(BigDecimal.ONE.subtract(rate).pow(sampled - hits), MathContext.UNLIMITED);
    }

    static BigInteger choose(long from, long count) {
        BigInteger ways = BigInteger.ONE;
        for (long i = 1; i <= count; i++) {
            ways = ways.multiply(BigInteger.valueOf(from - count + i)).divide(BigInteger.valueOf(i));
        }
        return ways;
    }
}
