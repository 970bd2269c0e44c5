package org.llmregistry.review.evaluation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.scheme.Threshold;

/// What was counted: numerator and denominator, never a percentage.
///
/// @param population all that there are, where it was stated
@Schema(description = "Counts of an evaluation")
public record Counts(long sampled, long passed, @Nullable Long population) {

    public boolean meet(Threshold threshold) {
        return threshold.isMetBy(sampled, passed, population);
    }

    public Counts plus(Counts other) {
        return new Counts(
                Math.addExact(sampled, other.sampled),
                Math.addExact(passed, other.passed),
                population == null || other.population == null
                        ? null
                        : Long.valueOf(Math.addExact(population, other.population)));
    }
}
