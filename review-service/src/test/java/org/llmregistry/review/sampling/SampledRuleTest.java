package org.llmregistry.review.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmregistry.review.sampling.SoundVerdict.Plan;
import org.llmregistry.review.sampling.SoundVerdict.Verdict;

/// The expected values were computed with 50 digits.
class SampledRuleTest {

    @ParameterizedTest
    @CsvSource({
        "4000, 96, 160, 0.52101369976747534, 0.11499151880017902, 0.0023648276298070964",
        "1000, 90, 100, 0.52659908129516513, 0.16870016229651874, 0.010145655895660346",
        "500, 95, 25, 0.55293885640875316, 0.3566986780073006, 0.10763553908971219",
        "300, 95, 15, 0.56811203592742051, 0.41394369215657191, 0.15112449976071204"
    })
    void the_published_rule_accepts_every_second_whole_at_its_limit(
            long sampled, int passPercent, long most, double atLimit, double bad, double good) {
        SoundVerdict verdict = new SampledRule(sampled, most, Limit.leastPassed(passPercent)).judge();
        assertThat(verdict.naiveAccepts()).isTrue();
        assertPlan(verdict.naive(), most, atLimit, bad, good);
    }

    @ParameterizedTest
    @CsvSource({
        "4000, 96, 139, 0.046750148412175723, 0.0018442179460384629, 0.15091426253682811",
        "1000, 90, 84, 0.048502506899145949, 0.0038986672803068748, 0.29587126288578796",
        "500, 95, 16, 0.034290186598395639, 0.010979021925201494, 0.78419637722155883",
        "300, 95, 8, 0.034065813521506568, 0.014565774061477084, 0.85029085093722303"
    })
    void the_sound_rule_rarely_accepts_a_whole_at_the_limit(
            long sampled, int passPercent, long most, double atLimit, double bad, double good) {
        SoundVerdict last = new SampledRule(sampled, most, Limit.leastPassed(passPercent)).judge();
        assertPlan(last.sound(), most, atLimit, bad, good);
        assertThat(last.verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(new SampledRule(sampled, most + 1, Limit.leastPassed(passPercent))
                        .judge()
                        .verdict())
                .isEqualTo(Verdict.SAMPLE_TOO_SMALL);
    }

    @ParameterizedTest
    @CsvSource({
        "4000, 160, true", // 96 % exactly
        "4000, 161, false",
        "10000, 401, false", // 95.99 %
        "10000, 400, true",
        "3, 0, true",
        "3, 1, false",
        "1000000000000, 40000000000, true",
        "1000000000000, 40000000001, false"
    })
    void the_published_rule_is_compared_in_whole_numbers(long sampled, long failed, boolean accepted) {
        assertThat(Limit.leastPassed(96).allows(sampled, failed)).isEqualTo(accepted);
        assertThat(Limit.mostFailed(4).allows(sampled, failed)).isEqualTo(accepted);
        assertThat(failed * 100 <= 4 * sampled).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "4000, 139, ACCEPT",
        "4000, 140, SAMPLE_TOO_SMALL",
        "4000, 160, SAMPLE_TOO_SMALL",
        "4000, 180, SAMPLE_TOO_SMALL",
        "4000, 181, SAMPLE_TOO_SMALL",
        "4000, 182, REJECT"
    })
    void between_the_bounds_the_sample_is_too_small(long sampled, long failed, Verdict expected) {
        SoundVerdict verdict = new SampledRule(sampled, failed, Limit.leastPassed(96)).judge();
        assertThat(verdict.verdict()).isEqualTo(expected);
        assertThat(verdict.upperBound() <= 0.04).isEqualTo(expected == Verdict.ACCEPT);
        assertThat(verdict.lowerBound() > 0.04).isEqualTo(expected == Verdict.REJECT);
    }

    @ParameterizedTest
    @CsvSource({
        "300, 9, 5, 361",
        "500, 20, 5, 1348",
        "20, 0, 5, 59",
        "4000, 150, 4, 16852",
        "4000, 170, 4, 17271",
        "1000, 95, 10, 9863"
    })
    void the_size_that_tells_is_the_smallest(long sampled, long failed, int percent, long expected) {
        assertThat(new SampledRule(sampled, failed, Limit.mostFailed(percent))
                        .judge()
                        .sizeThatTells())
                .isEqualTo(expected);
    }

    @Test
    void a_sample_that_tells_has_the_size_that_tells() {
        assertThat(new SampledRule(300, 25, Limit.mostFailed(5)).judge().sizeThatTells())
                .isEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource({"4000, 160, 4", "10001, 401, 4", "10001, 400, 4", "100000, 4001, 4"})
    void no_affordable_size_tells_a_rate_at_the_limit_or_next_to_it(long sampled, long failed, int percent) {
        assertThat(new SampledRule(sampled, failed, Limit.mostFailed(percent))
                        .judge()
                        .sizeThatTells())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"60, 2, 5,", "60, 4, 5,", "40, 1, 5,", "60, 2, 5, 400", "60, 4, 5, 400", "15, 0, 5, 61", "40, 3, 5, 90"
    })
    void the_size_that_tells_equals_a_search_through_all_sizes(
            long sampled, long failed, int percent, @Nullable Long population) {
        Limit limit = Limit.mostFailed(percent);
        SampledRule rule = new SampledRule(sampled, failed, limit, population);
        Long found = null;
        for (long size = sampled; found == null && size <= (population == null ? 5000 : population); size++) {
            long failures = limit.allows(sampled, failed)
                    ? Math.ceilDiv(failed * size, sampled)
                    : Math.floorDiv(failed * size, sampled);
            Verdict verdict =
                    new SampledRule(size, failures, limit, population).judge().verdict();
            found = verdict == Verdict.SAMPLE_TOO_SMALL ? null : (Long) size;
        }
        assertThat(found).isNotNull();
        assertThat(rule.judge().sizeThatTells()).isEqualTo(found);
    }

    @Test
    void a_sample_of_a_finite_corpus_says_more_about_it() {
        SoundVerdict endless = new SampledRule(4000, 140, Limit.leastPassed(96)).judge();
        SoundVerdict finite = new SampledRule(4000, 140, Limit.leastPassed(96), 40_000L).judge();
        assertThat(endless.verdict()).isEqualTo(Verdict.SAMPLE_TOO_SMALL);
        assertThat(endless.mostFailing()).isNull();
        assertThat(finite.verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(finite.mostFailing()).isEqualTo(1595);
        assertThat(finite.upperBound()).isEqualTo(1595 / 40_000.0);
        assertThat(finite.sound().mostFailures()).isEqualTo(140);
    }

    @Test
    void a_sample_of_the_whole_corpus_always_tells() {
        for (long failed = 0; failed <= 50; failed++) {
            SoundVerdict verdict = new SampledRule(50, failed, Limit.mostFailed(10), 50L).judge();
            assertThat(verdict.verdict()).isEqualTo(failed <= 5 ? Verdict.ACCEPT : Verdict.REJECT);
            assertThat(verdict.lowerBound()).isEqualTo(verdict.upperBound()).isEqualTo(failed / 50.0);
            assertPlan(verdict.sound(), 5, 1, 0, 0);
        }
    }

    @Test
    void the_verdict_is_what_the_bounds_say() {
        Random random = new Random(20_261_123);
        for (int i = 0; i < 400; i++) {
            long sampled = random.nextLong(1, 2000);
            int percent = random.nextInt(0, 101);
            long failed = Math.clamp(Math.round(sampled * percent / 100.0 * random.nextDouble(0.5, 1.6)), 0, sampled);
            Long population = random.nextBoolean() ? null : (Long) (sampled + random.nextLong(5000));
            Limit limit = Limit.mostFailed(percent);
            SoundVerdict verdict = new SampledRule(sampled, failed, limit, population).judge();
            double edge = population == null ? percent / 100.0 : (double) limit.allowedOf(population) / population;
            Verdict expected = verdict.upperBound() <= edge
                    ? Verdict.ACCEPT
                    : verdict.lowerBound() > edge ? Verdict.REJECT : Verdict.SAMPLE_TOO_SMALL;
            assertThat(verdict.verdict())
                    .as("%d of %d, %s, %s", failed, sampled, limit, population)
                    .isEqualTo(expected);
            Long most = verdict.sound().mostFailures();
            assertThat(most != null && failed <= most).isEqualTo(expected == Verdict.ACCEPT);
        }
    }

    @Test
    void a_small_sample_has_no_sound_acceptance_at_all() {
        SoundVerdict verdict = new SampledRule(20, 0, Limit.mostFailed(5)).judge();
        assertThat(verdict.verdict()).isEqualTo(Verdict.SAMPLE_TOO_SMALL);
        assertThat(verdict.sound()).isEqualTo(new Plan(null, 0, 0, 1));
    }

    @Test
    void the_ends_of_the_scale_are_limits_too() {
        assertThat(new SampledRule(20, 1, Limit.mostFailed(0)).judge().verdict())
                .isEqualTo(Verdict.REJECT);
        assertThat(new SampledRule(20, 0, Limit.mostFailed(0)).judge().verdict())
                .isEqualTo(Verdict.SAMPLE_TOO_SMALL);
        assertThat(new SampledRule(20, 20, Limit.mostFailed(100)).judge().verdict())
                .isEqualTo(Verdict.ACCEPT);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 5,", "10, 11, 5,", "10, -1, 5,", "10, 1, 101,", "10, 1, -1,", "10, 1, 5, 9"})
    void counts_that_can_not_be_are_refused(long sampled, long failed, int percent, @Nullable Long population) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SampledRule(sampled, failed, Limit.mostFailed(percent), population));
    }

    private static void assertPlan(Plan plan, long most, double atLimit, double bad, double good) {
        assertThat(plan.mostFailures()).isEqualTo(most);
        assertThat(plan.acceptsAtLimit()).isCloseTo(atLimit, within(1e-12));
        assertThat(plan.acceptsBad()).isCloseTo(bad, within(1e-12));
        assertThat(plan.refusesGood()).isCloseTo(good, within(1e-12));
    }
}
