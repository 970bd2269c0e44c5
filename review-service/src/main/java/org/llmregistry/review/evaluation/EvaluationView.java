package org.llmregistry.review.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.scheme.Scheme;

/// What everybody counted of one thing.
@Schema(name = "Evaluation", description = "What the applicant, the tester and the authority counted, side by side")
public record EvaluationView(
        @Schema(examples = "content-safety") String suite,

        @Schema(description = "Code of a risk or name of a corpus source; absent: the whole") @Nullable
        String countedFor,

        @Schema(description = "The applicant's first, then those of tester and authority, the newest first")
        List<Counted> counts) {

    /// @param recordedBy null: the applicant, whose dossier says it
    @Schema(name = "CountedBy")
    public record Counted(
            Evaluation.Party party,
            Counts counts,

            @Schema(description = "Who recorded it; absent: the applicant said it in its dossier") @Nullable
            String recordedBy,

            @Schema(description = "When it was recorded, or the dossier submitted")
            Instant recordedAt) {}

    /// What was counted.
    record Subject(String suite, @Nullable String countedFor) {
        static final Comparator<Subject> ORDER = Comparator.comparing(Subject::suite)
                .thenComparing(Subject::countedFor, Comparator.nullsFirst(Comparator.naturalOrder()));
    }

    /// @param recorded newest first
    /// @param scheme   null before acceptance
    public static List<EvaluationView> of(
            List<Evaluation> recorded, JsonNode dossier, @Nullable Scheme scheme, Instant submittedAt) {
        Map<Subject, List<Counted>> all = new TreeMap<>(Subject.ORDER);
        ApplicantCounts.of(dossier, scheme, submittedAt)
                .forEach((subject, counted) -> of(all, subject).add(counted));
        recorded.forEach(row -> of(all, new Subject(row.suite(), row.countedFor()))
                .add(new Counted(row.party(), row.counts(), row.recordedBy(), row.recordedAt())));
        return all.entrySet().stream()
                .map(one ->
                        new EvaluationView(one.getKey().suite(), one.getKey().countedFor(), one.getValue()))
                .toList();
    }

    private static List<Counted> of(Map<Subject, List<Counted>> all, Subject subject) {
        return all.computeIfAbsent(subject, any -> new ArrayList<>());
    }
}
