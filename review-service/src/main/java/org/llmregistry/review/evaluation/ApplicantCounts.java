package org.llmregistry.review.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.evaluation.EvaluationView.Counted;
import org.llmregistry.review.evaluation.EvaluationView.Subject;
import org.llmregistry.review.scheme.Scheme;
import org.llmregistry.review.scheme.Threshold;

/// What the applicant counted. It stands in the frozen dossier and nowhere else, so that nobody can say it otherwise.
final class ApplicantCounts {

    /// How a dossier says that an evaluation covers everything.
    private static final String EVERYTHING = "ALL";

    private ApplicantCounts() {}

    /// @param scheme null before acceptance: which suite a corpus source counts for is not known yet
    static Map<Subject, Counted> of(JsonNode dossier, @Nullable Scheme scheme, Instant submittedAt) {
        Map<Subject, Counted> found = new LinkedHashMap<>();
        for (JsonNode run : dossier.path("evaluations")) {
            String scope = run.path("scope").asText(EVERYTHING);
            Subject subject = new Subject(run.path("bank").asText(), scope.equals(EVERYTHING) ? null : scope);
            put(found, subject, run.path("drawn").asLong(), run.path("passed").asLong(-1), submittedAt);
        }
        for (String suite : scheme == null ? List.<String>of() : suitesOfSources(scheme)) {
            for (JsonNode source : dossier.path("corpus")) {
                long sampled = source.path("sampled").asLong();
                put(
                        found,
                        new Subject(suite, source.path("name").asText()),
                        sampled,
                        sampled - source.path("rejected").asLong(),
                        submittedAt);
            }
        }
        return found;
    }

    /// Of what was not counted, or can't have been, nothing is shown.
    private static void put(Map<Subject, Counted> found, Subject subject, long sampled, long passed, Instant at) {
        if (!subject.suite().isEmpty() && sampled >= 1 && passed >= 0 && passed <= sampled) {
            found.put(subject, new Counted(Evaluation.Party.APPLICANT, new Counts(sampled, passed, null), null, at));
        }
    }

    private static List<String> suitesOfSources(Scheme scheme) {
        return scheme.thresholds().stream()
                .filter(threshold ->
                        threshold.each() != null && threshold.each().contains(Threshold.CORPUS_SOURCE))
                .map(Threshold::suite)
                .distinct()
                .toList();
    }
}
