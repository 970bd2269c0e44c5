package org.llmregistry.review.scheme;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A limit that an evaluation is held against. Compared with whole numbers only: 95.99 % fails a rule of 96 %.
///
/// @param suite     name of the evaluation, bank or library
/// @param measure   which count is held against the limit
/// @param each      null: the whole; otherwise the limit holds for each one of what it names: classes of the risk
///                  catalogue, or [#CORPUS_SOURCE]
/// @param mandatory a licence is not granted while it is not met
/// @param waivable  a decision may waive it, with a recorded reason
/// @param source    where the rule was found
@Schema(description = "A limit that an evaluation is held against, in whole numbers")
public record Threshold(
        String code,
        String clause,
        String suite,
        Measure measure,
        Operator operator,
        long value,
        Unit unit,
        @Nullable List<String> each,
        boolean mandatory,
        boolean waivable,
        @Nullable String source) {

    /// The limit holds for every source of the training corpus.
    public static final String CORPUS_SOURCE = "CORPUS_SOURCE";

    @Schema(name = "ThresholdMeasure")
    public enum Measure {
        SAMPLED,
        PASSED,
        FAILED
    }

    @Schema(
            name = "ThresholdUnit",
            description = "ITEMS, DAYS: the count itself; PERCENT: its share of the sampled items;"
                    + " PERCENT_OF_POPULATION: its share of all there are")
    public enum Unit {
        ITEMS,
        DAYS,
        PERCENT,
        PERCENT_OF_POPULATION
    }

    @Schema(name = "ThresholdOperator")
    public enum Operator {
        @JsonProperty(">=")
        AT_LEAST,
        @JsonProperty("<=")
        AT_MOST
    }

    /// @param sampled    items looked at, at least 1
    /// @param passed     of them, those that passed
    /// @param population all that there are, where the unit needs it; null there: not shown to be met
    public boolean isMetBy(long sampled, long passed, @Nullable Long population) {
        long count =
                switch (measure) {
                    case SAMPLED -> sampled;
                    case PASSED -> passed;
                    case FAILED -> sampled - passed;
                };
        return switch (unit) {
            case ITEMS, DAYS -> holds(count, value);
            case PERCENT -> holds(Math.multiplyExact(count, 100), Math.multiplyExact(value, sampled));
            case PERCENT_OF_POPULATION ->
                population != null && holds(Math.multiplyExact(count, 100), Math.multiplyExact(value, population));
        };
    }

    /// An upper limit of the failing share: how sure a sample is can be told.
    @JsonIgnore
    public boolean isSampledShare() {
        return unit == Unit.PERCENT
                && (measure == Measure.PASSED && operator == Operator.AT_LEAST
                        || measure == Measure.FAILED && operator == Operator.AT_MOST);
    }

    private boolean holds(long left, long right) {
        return operator == Operator.AT_LEAST ? left >= right : left <= right;
    }
}
