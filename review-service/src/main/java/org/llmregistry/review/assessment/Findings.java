package org.llmregistry.review.assessment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.assessment.Assessment.Found;
import org.llmregistry.review.assessment.Assessment.Verdict;
import org.llmregistry.review.assessment.CorpusSource.Flag.Kind;
import org.llmregistry.review.evaluation.Evaluation;
import org.llmregistry.review.scheme.Scheme;
import org.llmregistry.review.scheme.Threshold;

/// What was found in a case, read once and held against one version of the scheme.
public final class Findings {

    private final Scheme scheme;
    private final Map<String, Verdict> verdicts = new HashMap<>(); // by clause
    private final boolean tested;
    private final List<CorpusSource> corpus;
    private final List<ThresholdView> thresholds;

    /// @param evaluations newest first
    Findings(Scheme scheme, List<Found> verdicts, List<Evaluation> evaluations, List<CorpusSource> corpus) {
        this.scheme = scheme;
        verdicts.forEach(found -> this.verdicts.put(found.clause(), found.verdict()));
        this.tested = evaluations.stream().anyMatch(count -> count.party() == Evaluation.Party.TESTER);
        this.corpus = corpus;
        this.thresholds = new AcceptedCounts(evaluations, corpus).hold(scheme);
    }

    public List<ThresholdView> thresholds() {
        return thresholds;
    }

    /// A recommendation needs a verdict on every clause, and a test where the track has the step.
    public void requireEveryVerdict(Scheme.Track track) {
        if (track.steps().contains(Scheme.Step.TESTING) && !tested) {
            throw Refusal.of(
                    ReviewProblem.ASSESSMENT_INCOMPLETE,
                    "The case was not tested.",
                    List.of(new Violation("/testing", "tested", "Send the case to a tester.")));
        }
        List<Violation> missing = missing("Record a verdict on: ");
        if (!missing.isEmpty()) {
            throw Refusal.of(
                    ReviewProblem.ASSESSMENT_INCOMPLETE,
                    "%d clauses have no verdict.".formatted(missing.size()),
                    missing);
        }
    }

    /// A licence is granted only when each clause complies (or does not apply), each mandatory threshold is met or
    /// waived, and no corpus source is blocked.
    ///
    /// @param waived codes of thresholds; whether they may be waived is for the caller to check
    public void requireGrantable(Set<String> waived) {
        refuseObstacles(threshold -> waived.contains(threshold.code()));
    }

    /// Who recommends or proposes waives nothing, but leaves it to the decision maker: only what nobody may waive
    /// stands against it.
    public void requireProposable() {
        refuseObstacles(Threshold::waivable);
    }

    private void refuseObstacles(Predicate<Threshold> waived) {
        List<Violation> obstacles = new ArrayList<>();
        for (Scheme.Clause clause : scheme.clauses()) {
            if (verdicts.get(clause.code()) == Verdict.DOES_NOT_COMPLY) {
                obstacles.add(new Violation(
                        "/assessments/" + clause.code(), "does-not-comply", "The verdict is: does not comply."));
            }
        }
        obstacles.addAll(unmet(waived.negate()));
        obstacles.addAll(blocked());
        if (!obstacles.isEmpty()) {
            throw Refusal.of(
                    ReviewProblem.ASSESSMENT_INCOMPLETE,
                    "%d findings stand against granting.".formatted(obstacles.size()),
                    obstacles);
        }
    }

    /// What would stand against granting under a version that the case was not accepted under.
    public List<Violation> failing() {
        List<Violation> failing = missing("Never assessed: ");
        failing.addAll(unmet(every -> true));
        failing.addAll(blocked());
        return failing;
    }

    /// Sources above a limit that holds for each source, and blocked ones.
    List<CorpusSource.Flag> corpusFlags() {
        List<CorpusSource.Flag> flags = new ArrayList<>();
        for (int i = 0; i < corpus.size(); i++) {
            String pointer = "/corpus/" + i;
            String name = corpus.get(i).name();
            corpus.get(i)
                    .blockedBy(scheme)
                    .ifPresent(blocked -> flags.add(new CorpusSource.Flag(
                            pointer,
                            name,
                            Kind.BLOCKED,
                            "Blocked since %s: %s".formatted(blocked.since(), blocked.reason()))));
            for (ThresholdView held : thresholds) {
                List<ThresholdView.Part> parts = held.each() == null ? List.of() : held.each();
                parts.stream()
                        .filter(part -> part.code().equals(name) && part.result() == ThresholdView.Result.NOT_MET)
                        .forEach(part -> flags.add(new CorpusSource.Flag(
                                pointer, name, Kind.OVER_LIMIT, held.threshold().code() + " is not met.")));
            }
        }
        return flags;
    }

    private List<Violation> missing(String before) {
        List<Violation> missing = new ArrayList<>();
        for (Scheme.Clause clause : scheme.clauses()) {
            if (!verdicts.containsKey(clause.code())) {
                missing.add(new Violation("/assessments/" + clause.code(), "verdict-missing", before + clause.text()));
            }
        }
        return missing;
    }

    private List<Violation> unmet(Predicate<Threshold> asked) {
        return thresholds.stream()
                .filter(ThresholdView::standsAgainstGranting)
                .filter(held -> asked.test(held.threshold()))
                .map(held -> new Violation(
                        "/thresholds/" + held.threshold().code(),
                        held.result().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        "The mandatory threshold is not shown to be met by the accepted count."))
                .toList();
    }

    private List<Violation> blocked() {
        return corpusFlags().stream()
                .filter(flag -> flag.kind() == Kind.BLOCKED)
                .map(flag -> new Violation(flag.pointer(), "blocked-source", flag.detail()))
                .toList();
    }
}
