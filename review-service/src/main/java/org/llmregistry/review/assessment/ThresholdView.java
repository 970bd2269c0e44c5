package org.llmregistry.review.assessment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.evaluation.Counts;
import org.llmregistry.review.scheme.Threshold;

/// A threshold, held against the newest accepted counts of its suite.
///
/// @param counts of the whole; absent where the rule holds for each risk or source, and before it was counted
/// @param each   result for each risk or source that the rule holds for
@Schema(description = "A threshold held against the newest accepted counts")
public record ThresholdView(
        Threshold threshold,
        @Nullable Counts counts,
        Result result,
        @Nullable List<Part> each) {

    @Schema(name = "ThresholdResult", description = "NOT_MEASURED: no accepted count yet, of the whole or of a part")
    public enum Result {
        MET,
        NOT_MET,
        NOT_MEASURED
    }

    @Schema(name = "ThresholdPart")
    public record Part(
            @Schema(description = "Risk or corpus source", examples = "A.1.a")
            String code,

            @Nullable Counts counts,
            Result result) {}

    static ThresholdView ofWhole(Threshold threshold, Optional<Counts> counts) {
        return new ThresholdView(threshold, counts.orElse(null), result(threshold, counts), null);
    }

    /// @param counts by risk or source, in the order of the catalogue or the dossier
    static ThresholdView ofEach(Threshold threshold, Map<String, Optional<Counts>> counts) {
        List<Part> parts = counts.entrySet().stream()
                .map(part -> new Part(part.getKey(), part.getValue().orElse(null), result(threshold, part.getValue())))
                .toList();
        return new ThresholdView(threshold, null, worst(parts), parts);
    }

    private static Result result(Threshold threshold, Optional<Counts> counts) {
        return counts.map(found -> found.meet(threshold) ? Result.MET : Result.NOT_MET)
                .orElse(Result.NOT_MEASURED);
    }

    /// One that fails is enough; nothing to count is not shown to be met.
    private static Result worst(List<Part> parts) {
        if (parts.stream().anyMatch(part -> part.result() == Result.NOT_MET)) {
            return Result.NOT_MET;
        }
        return parts.isEmpty() || parts.stream().anyMatch(part -> part.result() == Result.NOT_MEASURED)
                ? Result.NOT_MEASURED
                : Result.MET;
    }

    /// Unless it is waived.
    public boolean standsAgainstGranting() {
        return threshold.mandatory() && result != Result.MET;
    }
}
