package org.llmregistry.review.assessment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.evaluation.Evaluation;
import org.llmregistry.review.evaluation.EvaluationView;
import org.llmregistry.review.evaluation.RecordEvaluation;

/// Records what was counted, each party's beside the others'.
@ApplicationScoped
public class Counting {

    private final Assessing assessing;

    Counting(Assessing assessing) {
        this.assessing = assessing;
    }

    /// What the tester counted: all of it, or nothing when one count has no rule in the scheme.
    public void recordTest(CaseFile file, List<RecordEvaluation> counts, String tester, Instant at) {
        List<Violation> faults = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            faults.addAll(faultsOf(file, counts.get(i), "/counts/" + i));
        }
        record(file, counts, faults, tester, at);
    }

    /// What the case officer accepts.
    void recordAccepted(CaseFile file, RecordEvaluation count, String officer, Instant at) {
        count.requireAccepted();
        record(file, List.of(count), faultsOf(file, count, ""), officer, at);
    }

    List<EvaluationView> evaluations(CaseFile file) {
        return EvaluationView.of(
                Evaluation.ofCase(file.id()),
                assessing.dossier(file),
                file.schemeVersion() == null ? null : assessing.schemeOf(file),
                file.submitted().submittedAt());
    }

    private List<Violation> faultsOf(CaseFile file, RecordEvaluation count, String at) {
        List<String> sources = CorpusSource.of(assessing.dossier(file)).stream()
                .map(CorpusSource::name)
                .toList();
        return count.faultsUnder(assessing.schemeOf(file), sources, at);
    }

    private static void record(
            CaseFile file, List<RecordEvaluation> counts, List<Violation> faults, String person, Instant at) {
        if (!faults.isEmpty()) {
            throw Refusal.of(
                    ReviewProblem.UNKNOWN_SUITE, "%d names mean nothing here.".formatted(faults.size()), faults);
        }
        counts.forEach(count -> new Evaluation(file.id(), count, person, at).persist());
        Evaluation.flush();
    }
}
