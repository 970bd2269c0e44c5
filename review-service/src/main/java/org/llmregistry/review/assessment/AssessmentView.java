package org.llmregistry.review.assessment;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Versioned;
import org.llmregistry.review.assessment.Assessment.Verdict;
import org.llmregistry.review.scheme.Scheme.Clause;

/// A clause with its verdict, or without one yet.
@Schema(description = "A clause of the scheme with its verdict; without one its version is 0")
public record AssessmentView(
        @Schema(examples = "9.3") String clause,
        String text,
        @Nullable Verdict verdict,
        @Nullable String reason,
        @Nullable List<String> evidence,
        @Nullable String assessedBy,
        @Nullable Instant assessedAt,

        @Schema(description = "Send it as If-Match, in quotes")
        long version)
        implements Versioned {

    static AssessmentView of(Clause clause, @Nullable Assessment assessment) {
        return assessment == null
                ? new AssessmentView(clause.code(), clause.text(), null, null, null, null, null, 0)
                : new AssessmentView(
                        clause.code(),
                        clause.text(),
                        assessment.verdict(),
                        assessment.reason(),
                        assessment.evidence(),
                        assessment.assessedBy(),
                        assessment.assessedAt(),
                        assessment.version());
    }
}
