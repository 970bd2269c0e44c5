package org.llmregistry.review.assessment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.scheme.Scheme;
import org.llmregistry.review.scheme.Schemes;

/// Holds a case against the clauses and thresholds of its pinned scheme version.
@ApplicationScoped
public class Assessing {

    private final Schemes schemes;

    Assessing(Schemes schemes) {
        this.schemes = schemes;
    }

    /// The version that the case was accepted under; a case that is not accepted yet has none.
    Scheme schemeOf(CaseFile file) {
        Integer version = file.schemeVersion();
        if (version == null) {
            throw Refusal.illegalTransition(
                    file.status(), CaseStatus.REGIONAL_REVIEW, file.status().allowedNext());
        }
        return schemes.version(file.schemeCode(), version).orElseThrow();
    }

    List<AssessmentView> assessments(CaseFile file) {
        Map<String, Assessment> found = Assessment.ofCase(file.id()).stream()
                .collect(Collectors.toMap(Assessment::clause, Function.identity()));
        return schemeOf(file).clauses().stream()
                .map(clause -> AssessmentView.of(clause, found.get(clause.code())))
                .toList();
    }

    List<ThresholdView> thresholds(CaseFile file) {
        List<Evaluation> evaluations = Evaluation.ofCase(file.id());
        return schemeOf(file).thresholds().stream()
                .map(threshold -> ThresholdView.of(threshold, evaluations))
                .toList();
    }

    /// A recommendation needs a verdict on every clause.
    public void requireEveryVerdict(CaseFile file) {
        List<Violation> missing = assessments(file).stream()
                .filter(clause -> clause.verdict() == null)
                .map(clause -> new Violation(
                        "/assessments/" + clause.clause(), "verdict-missing", "Record a verdict on: " + clause.text()))
                .toList();
        if (!missing.isEmpty()) {
            throw Refusal.of(
                    ReviewProblem.ASSESSMENT_INCOMPLETE,
                    "%d clauses have no verdict.".formatted(missing.size()),
                    missing);
        }
    }

    /// A licence is granted only when each clause complies (or does not apply) and each mandatory threshold is met.
    public void requireGrantable(CaseFile file) {
        List<Violation> obstacles = new ArrayList<>();
        for (AssessmentView clause : assessments(file)) {
            if (clause.verdict() == Assessment.Verdict.DOES_NOT_COMPLY) {
                obstacles.add(new Violation(
                        "/assessments/" + clause.clause(), "does-not-comply", "The verdict is: does not comply."));
            }
        }
        for (ThresholdView threshold : thresholds(file)) {
            if (threshold.standsAgainstGranting()) {
                obstacles.add(new Violation(
                        "/thresholds/" + threshold.threshold().code(),
                        threshold
                                .result()
                                .name()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', '-'),
                        "The mandatory threshold is not shown to be met by the accepted count."));
            }
        }
        if (!obstacles.isEmpty()) {
            throw Refusal.of(
                    ReviewProblem.ASSESSMENT_INCOMPLETE,
                    "%d findings stand against granting.".formatted(obstacles.size()),
                    obstacles);
        }
    }
}
