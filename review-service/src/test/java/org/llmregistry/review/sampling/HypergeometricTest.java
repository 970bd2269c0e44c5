package org.llmregistry.review.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HypergeometricTest {

    @Test
    void small_cases_equal_a_count_of_all_samples() {
        for (int population = 1; population <= 9; population++) {
            for (int hits = 0; hits <= population; hits++) {
                for (int sampled = 0; sampled <= population; sampled++) {
                    Hypergeometric law = new Hypergeometric(population, hits, sampled);
                    double[] counted = countAllSamples(population, hits, sampled);
                    double sum = 0;
                    for (int found = 0; found <= sampled; found++) {
                        assertThat(law.exactly(found)).isCloseTo(counted[found], within(1e-14));
                        assertThat(law.atLeast(found)).isCloseTo(1 - sum, within(1e-14));
                        sum += counted[found];
                        assertThat(law.atMost(found)).isCloseTo(sum, within(1e-14));
                    }
                }
            }
        }
    }

    @Test
    void the_bounds_are_the_numbers_that_small_cases_leave_possible() {
        for (int population = 1; population <= 9; population++) {
            for (int sampled = 1; sampled <= population; sampled++) {
                for (int failed = 0; failed <= sampled; failed++) {
                    long most = -1;
                    long fewest = -1;
                    for (int failing = population; failing >= 0; failing--) {
                        double[] counted = countAllSamples(population, failing, sampled);
                        most = most < 0 && sum(counted, 0, failed) > 0.05 ? failing : most;
                        fewest = sum(counted, failed, sampled) > 0.05 ? failing : fewest;
                    }
                    assertThat(Hypergeometric.mostFailing(population, sampled, failed, 0.05))
                            .isEqualTo(most);
                    assertThat(Hypergeometric.fewestFailing(population, sampled, failed, 0.05))
                            .isEqualTo(fewest);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"40000, 1601, 4000, 140, 0.045859197757279769", "1000000, 40001, 100000, 3899, 0.043145130793424825"})
    void a_tail_keeps_its_digits(long population, long hits, long sampled, long found, double expected) {
        assertThat(new Hypergeometric(population, hits, sampled).atMost(found))
                .isCloseTo(expected, withinPercentage(1e-10));
    }

    @Test
    void a_large_population_behaves_like_an_endless_one() {
        double endless = new Binomial(4000, 0.04).atMost(139);
        double before = 1;
        for (long population = 10_000; population <= 1_000_000_000_000L; population *= 10) {
            double distance = Math.abs(new Hypergeometric(population, population / 25, 4000).atMost(139) - endless);
            assertThat(distance).isLessThan(before);
            before = distance;
        }
        assertThat(before).isLessThan(1e-9);
        assertThat(Hypergeometric.mostFailing(1_000_000_000_000L, 4000, 139, 0.05) / 1e12)
                .isCloseTo(0.039897681190526126, within(1e-9));
    }

    @Test
    void a_sample_of_everything_knows_everything() {
        assertThat(Hypergeometric.mostFailing(500, 500, 25, 0.05)).isEqualTo(25);
        assertThat(Hypergeometric.fewestFailing(500, 500, 25, 0.05)).isEqualTo(25);
    }

    @Test
    void looking_at_more_of_the_population_narrows_the_bounds() {
        Random random = new Random(20_261_123);
        for (int i = 0; i < 200; i++) {
            long population = random.nextLong(50, 100_000);
            long sampled = random.nextLong(10, population / 2);
            long failed = random.nextLong(sampled / 2);
            long most = Hypergeometric.mostFailing(population, sampled, failed, 0.05);
            assertThat(most)
                    .isGreaterThanOrEqualTo(Hypergeometric.mostFailing(population, sampled + 1, failed, 0.05))
                    .isLessThanOrEqualTo(Hypergeometric.mostFailing(population, sampled, failed + 1, 0.05))
                    .isGreaterThanOrEqualTo(Hypergeometric.fewestFailing(population, sampled, failed, 0.05));
            assertThat((double) most / population).isLessThanOrEqualTo(Binomial.upperBound(sampled, failed, 0.05));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "10, 11, 5", "10, 5, 11", "10, -1, 5", "9007199254740993, 1, 1"})
    void a_sample_that_can_not_be_is_refused(long population, long hits, long sampled) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Hypergeometric(population, hits, sampled));
    }

    /// Every subset is a bit pattern; the lowest bits are the hits.
    private static double[] countAllSamples(int population, int hits, int sampled) {
        double[] counted = new double[population + 1];
        int samples = 0;
        for (int subset = 0; subset < 1 << population; subset++) {
            if (Integer.bitCount(subset) == sampled) {
                counted[Integer.bitCount(subset & ((1 << hits) - 1))]++;
                samples++;
            }
        }
        for (int i = 0; i < counted.length; i++) {
            counted[i] /= samples;
        }
        return counted;
    }

    private static double sum(double[] counted, int from, int to) {
        double sum = 0;
        for (int i = from; i <= to; i++) {
            sum += counted[i];
        }
        return sum;
    }
}
