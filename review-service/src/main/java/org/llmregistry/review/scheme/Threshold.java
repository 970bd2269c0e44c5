package org.llmregistry.review.scheme;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A limit that an evaluation is held against. Compared with whole numbers only: 95.99 % fails a rule of 96 %.
///
/// @param suite     name of the evaluation
/// @param measure   which count is held against the limit
/// @param unit      ITEMS: the count itself; PERCENT: its share of the sampled items
/// @param mandatory a licence is not granted while it is not met
@Schema(description = "A limit that an evaluation is held against, in whole numbers")
public record Threshold(
        String code,
        String clause,
        String suite,
        Measure measure,
        Operator operator,
        long value,
        Unit unit,
        boolean mandatory) {

    @Schema(name = "ThresholdMeasure")
    public enum Measure {
        SAMPLED,
        PASSED,
        FAILED
    }

    @Schema(name = "ThresholdUnit")
    public enum Unit {
        ITEMS,
        PERCENT
    }

    @Schema(name = "ThresholdOperator")
    public enum Operator {
        @com.fasterxml.jackson.annotation.JsonProperty(">=")
        AT_LEAST,
        @com.fasterxml.jackson.annotation.JsonProperty("<=")
        AT_MOST
    }

    /// @param sampled items looked at, at least 1
    /// @param passed  of them, those that passed
    public boolean isMetBy(long sampled, long passed) {
        long count =
                switch (measure) {
                    case SAMPLED -> sampled;
                    case PASSED -> passed;
                    case FAILED -> sampled - passed;
                };
        long left = unit == Unit.PERCENT ? Math.multiplyExact(count, 100) : count;
        long right = unit == Unit.PERCENT ? Math.multiplyExact(value, sampled) : value;
        return operator == Operator.AT_LEAST ? left >= right : left <= right;
    }
}
