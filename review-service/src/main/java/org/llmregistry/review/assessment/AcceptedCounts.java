package org.llmregistry.review.assessment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.evaluation.Counts;
import org.llmregistry.review.evaluation.Evaluation;
import org.llmregistry.review.evaluation.Evaluation.Party;
import org.llmregistry.review.scheme.Scheme;
import org.llmregistry.review.scheme.Threshold;

/// The newest accepted counts of a case, by suite and by what was counted.
final class AcceptedCounts {

    private final Map<String, Map<String, Counts>> bySuite = new LinkedHashMap<>();
    private final List<CorpusSource> corpus;

    private static final String WHOLE = "";

    /// @param evaluations newest first
    AcceptedCounts(List<Evaluation> evaluations, List<CorpusSource> corpus) {
        this.corpus = corpus;
        for (Evaluation evaluation : evaluations) {
            if (evaluation.party() == Party.ACCEPTED) {
                bySuite.computeIfAbsent(evaluation.suite(), any -> new LinkedHashMap<>())
                        .putIfAbsent(Objects.requireNonNullElse(evaluation.countedFor(), WHOLE), evaluation.counts());
            }
        }
    }

    List<ThresholdView> hold(Scheme scheme) {
        return scheme.thresholds().stream()
                .map(threshold -> hold(threshold, scheme))
                .toList();
    }

    private ThresholdView hold(Threshold threshold, Scheme scheme) {
        List<String> each = threshold.each();
        if (each == null) {
            return ThresholdView.ofWhole(threshold, whole(threshold.suite()));
        }
        Map<String, Optional<Counts>> parts = new LinkedHashMap<>();
        if (each.contains(Threshold.CORPUS_SOURCE)) {
            for (CorpusSource source : corpus) {
                parts.put(source.name(), part(threshold.suite(), source.name()).or(source::counts));
            }
        }
        for (Scheme.Risk risk : scheme.risksOf(each)) {
            parts.put(risk.code(), part(threshold.suite(), risk.code()));
        }
        return ThresholdView.ofEach(threshold, parts);
    }

    /// Parts are told whatever the threshold holds for: a share of the whole can hide one bad risk among 31.
    Assessing.Sampled sampled(Threshold threshold, Scheme scheme) {
        Map<String, Counts> parts = new LinkedHashMap<>(bySuite.getOrDefault(threshold.suite(), Map.of()));
        @Nullable Counts whole = parts.remove(WHOLE);
        List<ThresholdView.Part> each = hold(threshold, scheme).each();
        if (each == null) {
            return new Assessing.Sampled(threshold, whole, parts);
        }
        parts.clear();
        for (ThresholdView.Part part : each) {
            if (part.counts() != null) {
                parts.put(part.code(), part.counts());
            }
        }
        return new Assessing.Sampled(threshold, null, parts);
    }

    /// What was counted as a whole, else the sum of what was counted by part.
    private Optional<Counts> whole(String suite) {
        Map<String, Counts> counts = bySuite.getOrDefault(suite, Map.of());
        @Nullable Counts whole = counts.get(WHOLE);
        return whole == null ? counts.values().stream().reduce(Counts::plus) : Optional.of(whole);
    }

    private Optional<Counts> part(String suite, String code) {
        return Optional.ofNullable(bySuite.getOrDefault(suite, Map.of()).get(code));
    }
}
