package org.llmregistry.review.assessment;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.assessment.Evaluation.Party;
import org.llmregistry.review.scheme.Threshold;

/// A threshold, held against the newest accepted count of its suite.
@Schema(description = "A threshold held against the newest accepted count")
public record ThresholdView(
        Threshold threshold,
        @Nullable Long sampled,
        @Nullable Long passed,
        Result result) {

    @Schema(name = "ThresholdResult", description = "NOT_MEASURED: no accepted count of this suite yet")
    public enum Result {
        MET,
        NOT_MET,
        NOT_MEASURED
    }

    /// @param evaluations newest first
    static ThresholdView of(Threshold threshold, List<Evaluation> evaluations) {
        return evaluations.stream()
                .filter(evaluation -> evaluation.party() == Party.ACCEPTED
                        && evaluation.suite().equals(threshold.suite()))
                .findFirst()
                .map(accepted -> new ThresholdView(
                        threshold,
                        accepted.sampled(),
                        accepted.passed(),
                        threshold.isMetBy(accepted.sampled(), accepted.passed()) ? Result.MET : Result.NOT_MET))
                .orElseGet(() -> new ThresholdView(threshold, null, null, Result.NOT_MEASURED));
    }

    boolean standsAgainstGranting() {
        return threshold.mandatory() && result != Result.MET;
    }
}
