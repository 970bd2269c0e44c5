package org.llmregistry.review.assessment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.assessment.CorpusSource.Flag.Kind;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.evaluation.Counts;
import org.llmregistry.review.evaluation.Evaluation;
import org.llmregistry.review.scheme.Scheme;
import org.llmregistry.review.scheme.Schemes;
import org.llmregistry.review.scheme.Threshold;

/// Holds a case against the clauses and thresholds of its pinned scheme version.
@ApplicationScoped
public class Assessing {

    private final Schemes schemes;
    private final ObjectMapper json;

    Assessing(Schemes schemes, ObjectMapper json) {
        this.schemes = schemes;
        this.json = json;
    }

    /// The version that the case was accepted under; a case that is not accepted yet has none.
    public Scheme schemeOf(CaseFile file) {
        Integer version = file.schemeVersion();
        if (version == null) {
            throw Refusal.illegalTransition(
                    file.status(), CaseStatus.REGIONAL_REVIEW, file.status().allowedNext());
        }
        return schemes.version(file.schemeCode(), version).orElseThrow();
    }

    public Scheme.Track trackOf(CaseFile file) {
        return schemeOf(file).track(file.appliedFor().track()).orElseThrow();
    }

    List<AssessmentView> assessments(CaseFile file) {
        Map<String, Assessment> found = Assessment.ofCase(file.id()).stream()
                .collect(Collectors.toMap(Assessment::clause, Function.identity()));
        return schemeOf(file).clauses().stream()
                .map(clause -> AssessmentView.of(clause, found.get(clause.code())))
                .toList();
    }

    public List<ThresholdView> thresholds(CaseFile file) {
        return thresholds(file, schemeOf(file));
    }

    /// Also by a version that the case was not accepted under, to see what it would change.
    List<ThresholdView> thresholds(CaseFile file, Scheme scheme) {
        AcceptedCounts counts = accepted(file);
        return scheme.thresholds().stream()
                .map(threshold -> counts.hold(threshold, scheme))
                .toList();
    }

    /// Limits of a share that a sample was held against, with what was counted of the whole and of each part.
    public List<Sampled> sampled(CaseFile file) {
        AcceptedCounts counts = accepted(file);
        Scheme scheme = schemeOf(file);
        return scheme.thresholds().stream()
                .filter(Threshold::isSampledShare)
                .map(threshold -> counts.sampled(threshold, scheme))
                .toList();
    }

    /// @param whole what was counted as a whole; null where only parts were
    /// @param parts what was counted for risks or sources, by code
    public record Sampled(Threshold threshold, @Nullable Counts whole, Map<String, Counts> parts) {}

    private AcceptedCounts accepted(CaseFile file) {
        return new AcceptedCounts(Evaluation.ofCase(file.id()), CorpusSource.of(dossier(file)));
    }

    /// Sources above a limit that holds for each source, and blocked ones.
    List<CorpusSource.Flag> corpusFlags(CaseFile file) {
        return corpusFlags(file, schemeOf(file));
    }

    private List<CorpusSource.Flag> corpusFlags(CaseFile file, Scheme scheme) {
        List<CorpusSource> sources = CorpusSource.of(dossier(file));
        List<CorpusSource.Flag> flags = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            String pointer = "/corpus/" + i;
            String name = sources.get(i).name();
            sources.get(i)
                    .blockedBy(scheme)
                    .ifPresent(blocked -> flags.add(new CorpusSource.Flag(
                            pointer,
                            name,
                            Kind.BLOCKED,
                            "Blocked since %s: %s".formatted(blocked.since(), blocked.reason()))));
            for (ThresholdView held : thresholds(file, scheme)) {
                List<ThresholdView.Part> parts = held.each() == null ? List.of() : held.each();
                parts.stream()
                        .filter(part -> part.code().equals(name) && part.result() == ThresholdView.Result.NOT_MET)
                        .forEach(part -> flags.add(new CorpusSource.Flag(
                                pointer, name, Kind.OVER_LIMIT, held.threshold().code() + " is not met.")));
            }
        }
        return flags;
    }

    JsonNode dossier(CaseFile file) {
        try {
            return json.readTree(file.submitted().dossier());
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    /// A recommendation needs a verdict on every clause, and a test where the track has the step.
    public void requireEveryVerdict(CaseFile file) {
        List<Violation> missing = assessments(file).stream()
                .filter(clause -> clause.verdict() == null)
                .map(clause -> new Violation(
                        "/assessments/" + clause.clause(), "verdict-missing", "Record a verdict on: " + clause.text()))
                .toList();
        if (trackOf(file).steps().contains(Scheme.Step.TESTING)
                && Evaluation.ofCase(file.id()).stream().noneMatch(count -> count.party() == Evaluation.Party.TESTER)) {
            throw Refusal.of(
                    ReviewProblem.ASSESSMENT_INCOMPLETE,
                    "The case was not tested.",
                    List.of(new Violation("/testing", "tested", "Send the case to a tester.")));
        }
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
    public void requireGrantable(CaseFile file, Set<String> waived) {
        refuseObstacles(file, threshold -> waived.contains(threshold.code()));
    }

    /// Who recommends or proposes waives nothing, but leaves it to the decision maker: only what nobody may waive
    /// stands against it.
    public void requireProposable(CaseFile file) {
        refuseObstacles(file, Threshold::waivable);
    }

    private void refuseObstacles(CaseFile file, Predicate<Threshold> waived) {
        List<Violation> obstacles = new ArrayList<>();
        for (AssessmentView clause : assessments(file)) {
            if (clause.verdict() == Assessment.Verdict.DOES_NOT_COMPLY) {
                obstacles.add(new Violation(
                        "/assessments/" + clause.clause(), "does-not-comply", "The verdict is: does not comply."));
            }
        }
        obstacles.addAll(unmet(thresholds(file).stream()
                .filter(held -> !waived.test(held.threshold()))
                .toList()));
        obstacles.addAll(blocked(corpusFlags(file)));
        if (!obstacles.isEmpty()) {
            throw Refusal.of(
                    ReviewProblem.ASSESSMENT_INCOMPLETE,
                    "%d findings stand against granting.".formatted(obstacles.size()),
                    obstacles);
        }
    }

    /// What would stand against granting under another version of the scheme.
    public List<Violation> findingsUnder(CaseFile file, Scheme scheme) {
        Set<String> assessed =
                Assessment.ofCase(file.id()).stream().map(Assessment::clause).collect(Collectors.toSet());
        List<Violation> findings = new ArrayList<>();
        for (Scheme.Clause clause : scheme.clauses()) {
            if (!assessed.contains(clause.code())) {
                findings.add(new Violation(
                        "/assessments/" + clause.code(), "verdict-missing", "Never assessed: " + clause.text()));
            }
        }
        findings.addAll(unmet(thresholds(file, scheme)));
        findings.addAll(blocked(corpusFlags(file, scheme)));
        return findings;
    }

    private static List<Violation> blocked(List<CorpusSource.Flag> flags) {
        return flags.stream()
                .filter(flag -> flag.kind() == Kind.BLOCKED)
                .map(flag -> new Violation(flag.pointer(), "blocked-source", flag.detail()))
                .toList();
    }

    private static List<Violation> unmet(List<ThresholdView> thresholds) {
        return thresholds.stream()
                .filter(ThresholdView::standsAgainstGranting)
                .map(threshold -> new Violation(
                        "/thresholds/" + threshold.threshold().code(),
                        threshold.result().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        "The mandatory threshold is not shown to be met by the accepted count."))
                .toList();
    }
}
