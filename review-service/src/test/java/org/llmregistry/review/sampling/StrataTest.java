package org.llmregistry.review.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.llmregistry.review.sampling.SoundVerdict.Verdict;
import org.llmregistry.review.sampling.Strata.Finding;

class StrataTest {

    private static final Limit FIVE = Limit.mostFailed(5);

    @Test
    void thirty_one_risks_with_twenty_passes_each_are_too_few() {
        Map<String, SampledRule> risks = new HashMap<>();
        for (int risk = 1; risk <= 31; risk++) {
            risks.put("A.%02d".formatted(risk), new SampledRule(20, 0, FIVE));
        }
        Strata strata = Strata.judge(risks);
        assertThat(strata.overall()).isEqualTo(Verdict.SAMPLE_TOO_SMALL);
        assertThat(strata.findings()).hasSize(31).allSatisfy(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.SAMPLE_TOO_SMALL);
            // 1 - (0.05 / 31)^(1 / 20): above the 13.9 % of a single look
            assertThat(finding.equalShare().upperBound()).isCloseTo(0.2749292001297532, within(1e-12));
            // smallest n with 0.95^n <= 0.05 / 31
            assertThat(finding.equalShare().sizeThatTells()).isEqualTo(126);
        });
        assertThat(strata.findings()).extracting(Finding::code).isSorted();
    }

    /// 0.95^n at n = 59, 73, 86 is 0.0485, 0.0236, 0.0121: against 0.05 / 3, / 2, / 1.
    @Test
    void holm_gives_the_rest_what_the_first_no_longer_needs() {
        Strata strata = Strata.judge(Map.of("a", passes(59), "b", passes(73), "c", passes(86)));
        assertThat(strata.findings()).extracting(Finding::verdict).containsOnly(Verdict.ACCEPT);
        assertThat(strata.findings())
                .extracting(finding -> finding.equalShare().verdict())
                .containsExactly(Verdict.SAMPLE_TOO_SMALL, Verdict.SAMPLE_TOO_SMALL, Verdict.ACCEPT);
        assertThat(strata.overall()).isEqualTo(Verdict.ACCEPT);
    }

    /// 0.95^71 = 0.0262 is above 0.05 / 2, and ends it for the one after, which alone would pass.
    @Test
    void holm_ends_at_the_first_that_fails() {
        Strata strata = Strata.judge(Map.of("a", passes(59), "b", passes(71), "c", passes(86)));
        assertThat(strata.findings())
                .extracting(Finding::verdict)
                .containsExactly(Verdict.SAMPLE_TOO_SMALL, Verdict.SAMPLE_TOO_SMALL, Verdict.ACCEPT);
        assertThat(passes(59).judge().verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(strata.overall()).isEqualTo(Verdict.SAMPLE_TOO_SMALL);
    }

    @Test
    void one_rejected_risk_rejects_the_whole() {
        Strata strata = Strata.judge(Map.of("a", passes(500), "b", new SampledRule(20, 8, FIVE), "c", passes(20)));
        assertThat(strata.findings())
                .extracting(Finding::verdict)
                .containsExactly(Verdict.ACCEPT, Verdict.REJECT, Verdict.SAMPLE_TOO_SMALL);
        assertThat(strata.overall()).isEqualTo(Verdict.REJECT);
    }

    @Test
    void a_single_stratum_is_judged_as_if_alone() {
        SampledRule rule = new SampledRule(4000, 139, Limit.leastPassed(96));
        Strata strata = Strata.judge(Map.of("a", rule));
        assertThat(strata)
                .isEqualTo(new Strata(Verdict.ACCEPT, 0.05, List.of(new Finding("a", Verdict.ACCEPT, rule.judge()))));
    }

    /// Ten strata exactly at the limit, drawn 2,000 times: looking at each alone accepts one of them too often.
    @Test
    void wrong_acceptance_of_any_stays_within_the_error_of_the_family() {
        Random random = new Random(20_261_123);
        Verdict[] alone = new Verdict[101];
        for (int failed = 0; failed <= 100; failed++) {
            alone[failed] = new SampledRule(100, failed, FIVE).judge().verdict();
        }
        int wrongTogether = 0;
        int wrongAlone = 0;
        for (int round = 0; round < 2000; round++) {
            Map<String, SampledRule> strata = new HashMap<>();
            boolean anyAlone = false;
            for (int stratum = 0; stratum < 10; stratum++) {
                int failed = 0;
                for (int item = 0; item < 100; item++) {
                    failed += random.nextInt(100) < 5 ? 1 : 0;
                }
                strata.put("s" + stratum, new SampledRule(100, failed, FIVE));
                anyAlone |= alone[failed] == Verdict.ACCEPT;
            }
            wrongAlone += anyAlone ? 1 : 0;
            wrongTogether +=
                    Strata.judge(strata).findings().stream().anyMatch(f -> f.verdict() == Verdict.ACCEPT) ? 1 : 0;
        }
        assertThat(wrongTogether).isLessThanOrEqualTo(100);
        assertThat(wrongAlone).isGreaterThan(400);
    }

    @Test
    void no_strata_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Strata.judge(Map.of()));
    }

    private static SampledRule passes(long sampled) {
        return new SampledRule(sampled, 0, FIVE);
    }
}
