package org.llmregistry.review.draw;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.evaluation.Counts;
import org.llmregistry.review.sampling.Limit;
import org.llmregistry.review.sampling.SampledRule;
import org.llmregistry.review.sampling.SoundVerdict;
import org.llmregistry.review.sampling.Strata;
import org.llmregistry.review.scheme.Threshold;

/// What a sample shows of the share that a threshold limits.
///
/// @param part              risk or corpus source; absent: the whole
/// @param confidencePercent of the verdict, for all parts of a threshold together
@Schema(description = "What a sample shows of the share that a threshold limits")
record SampleView(
        @Schema(examples = "CONTENT_PASS_MIN") String threshold,
        @Nullable String part,
        long sampled,
        long failed,

        @Schema(description = "SAMPLE_TOO_SMALL: neither shown to be within the limit nor beyond it")
        SoundVerdict.Verdict verdict,

        @Schema(
                description =
                        "What all parts of the threshold show together: REJECT if one is, ACCEPT if all are. Parts are not"
                                + " added up: a sum of samples taken at different rates is no sample of the whole")
        SoundVerdict.@Nullable Verdict together,

        @Schema(description = "Whether the scheme's rule accepts this count")
        boolean schemeAccepts,

        @Schema(examples = "95") int confidencePercent,

        @Schema(description = "The failing share is at least this")
        double failingAtLeast,

        @Schema(description = "The failing share is at most this")
        double failingAtMost,

        @Schema(description = "How often the scheme's rule accepts when the share is exactly at the limit")
        double schemeAcceptsAtLimit,

        @Schema(description = "How often it accepts when the share is 1.1 times the limit")
        double schemeAcceptsBad,

        @Schema(description = "How often it refuses when the share is 0.8 times the limit")
        double schemeRefusesGood,

        @Schema(description = "Most failures with which the sample would show it; absent: none would") @Nullable
        Long soundAcceptsUpTo,

        @Schema(description = "Size of a new sample that would tell, at the share seen; absent: over 10,000,000")
        @Nullable
        Long sizeThatTells) {

    private static final int CONFIDENCE_PERCENT = 95;

    /// The whole, where it was counted, and each part that was: a share of the whole can hide one bad risk.
    static Stream<SampleView> of(Assessing.Sampled held) {
        Threshold threshold = held.threshold();
        Limit limit = threshold.measure() == Threshold.Measure.PASSED
                ? Limit.leastPassed((int) threshold.value())
                : Limit.mostFailed((int) threshold.value());
        Stream<SampleView> parts = held.parts().isEmpty() ? Stream.empty() : ofParts(threshold, held.parts(), limit);
        Counts whole = held.whole();
        if (whole == null) {
            return parts;
        }
        SampledRule rule = rule(whole, limit);
        SoundVerdict sound = rule.judge();
        return Stream.concat(Stream.of(view(threshold, null, rule, sound.verdict(), null, sound)), parts);
    }

    private static Stream<SampleView> ofParts(Threshold threshold, Map<String, Counts> parts, Limit limit) {
        Map<String, SampledRule> rules = new LinkedHashMap<>();
        parts.forEach((code, counts) -> rules.put(code, rule(counts, limit)));
        Strata strata = Strata.judge(rules);
        return strata.findings().stream()
                .map(found -> view(
                        threshold,
                        found.code(),
                        Objects.requireNonNull(rules.get(found.code())),
                        found.verdict(),
                        strata.overall(),
                        found.equalShare()));
    }

    private static SampledRule rule(Counts counts, Limit limit) {
        return new SampledRule(counts.sampled(), counts.sampled() - counts.passed(), limit, counts.population());
    }

    private static SampleView view(
            Threshold threshold,
            @Nullable String part,
            SampledRule rule,
            SoundVerdict.Verdict verdict,
            SoundVerdict.@Nullable Verdict together,
            SoundVerdict sound) {
        return new SampleView(
                threshold.code(),
                part,
                rule.sampled(),
                rule.failed(),
                verdict,
                together,
                sound.naiveAccepts(),
                CONFIDENCE_PERCENT,
                sound.lowerBound(),
                sound.upperBound(),
                sound.naive().acceptsAtLimit(),
                sound.naive().acceptsBad(),
                sound.naive().refusesGood(),
                sound.sound().mostFailures(),
                sound.sizeThatTells());
    }
}
