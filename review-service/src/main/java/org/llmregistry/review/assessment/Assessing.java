package org.llmregistry.review.assessment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.review.assessment.Assessment.Found;
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
        return accepted(file).hold(schemeOf(file));
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

    /// Under the version that the case was accepted under.
    public Findings findings(CaseFile file) {
        return new Findings(
                schemeOf(file),
                Assessment.found(List.of(file.id())),
                Evaluation.ofCase(file.id()),
                CorpusSource.of(dossier(file)));
    }

    /// Also under a version that the cases were not accepted under, to see what it would change.
    public Map<UUID, Findings> findingsUnder(Scheme scheme, Collection<CaseFile> files) {
        List<UUID> cases = files.stream().map(CaseFile::id).toList();
        Map<UUID, List<Found>> verdicts =
                Assessment.found(cases).stream().collect(Collectors.groupingBy(Found::caseId));
        Map<UUID, List<Evaluation>> counts =
                Evaluation.ofCases(cases).stream().collect(Collectors.groupingBy(Evaluation::caseId));
        return files.stream()
                .collect(Collectors.toMap(
                        CaseFile::id,
                        file -> new Findings(
                                scheme,
                                verdicts.getOrDefault(file.id(), List.of()),
                                counts.getOrDefault(file.id(), List.of()),
                                CorpusSource.of(dossier(file)))));
    }

    JsonNode dossier(CaseFile file) {
        try {
            return json.readTree(file.submitted().dossier());
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
