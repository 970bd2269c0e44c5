package org.llmregistry.review.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.llmregistry.review.evaluation.Counts;
import org.llmregistry.review.scheme.Scheme;

/// A source of the training corpus, as the dossier names it.
///
/// @param rejected of the sampled items, those with illegal or harmful content, by the applicant's count
record CorpusSource(String name, long sampled, long rejected) {

    @Schema(name = "CorpusFlag", description = "What the system noticed about a corpus source")
    record Flag(
            @Schema(description = "Where it stands in the dossier", examples = "/corpus/0")
            String pointer,

            String name,
            Kind kind,
            String detail) {
        @Schema(name = "CorpusFlagKind")
        enum Kind {
            OVER_LIMIT,
            BLOCKED
        }
    }

    /// Nothing was looked at: nothing is shown.
    Optional<Counts> counts() {
        return sampled < 1 ? Optional.empty() : Optional.of(new Counts(sampled, sampled - rejected, null));
    }

    static List<CorpusSource> of(JsonNode dossier) {
        List<CorpusSource> sources = new ArrayList<>();
        for (JsonNode source : dossier.path("corpus")) {
            sources.add(new CorpusSource(
                    source.path("name").asText(),
                    source.path("sampled").asLong(),
                    Math.min(
                            source.path("rejected").asLong(),
                            source.path("sampled").asLong())));
        }
        return sources;
    }

    /// Names are compared in NFKC without case: a blocked source does not get by in full-width letters.
    Optional<Scheme.BlockedSource> blockedBy(Scheme scheme) {
        return scheme.blockedSources().stream()
                .filter(blocked -> folded(name).contains(folded(blocked.name())))
                .findFirst();
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
