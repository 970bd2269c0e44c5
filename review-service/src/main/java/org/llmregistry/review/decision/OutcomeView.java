package org.llmregistry.review.decision;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.decision.Grounds.ClauseReason;
import org.llmregistry.review.decision.Grounds.Condition;
import org.llmregistry.review.decision.Grounds.Waiver;
import org.llmregistry.review.registry.BaseLicences.BaseLicence;

/// The recommendation and the decision of a case, as far as they were made.
public record OutcomeView(
        @Nullable String recommendation,
        @Nullable String recommendationReasons,
        @Nullable String recommendedBy,
        @Nullable Instant recommendedAt,

        @Schema(
                description = "GRANTED, GRANTED_WITH_CONDITIONS, REFUSED; WITHDRAWN, LAPSED: closed without a decision",
                examples = "GRANTED")
        @Nullable
        String decision,

        @Nullable String decisionReasons,
        @Nullable String legalBasis,
        @Nullable List<ClauseReason> clauseReasons,
        @Nullable List<Waiver> waivers,
        @Nullable List<Condition> conditions,

        @Schema(description = "What the grant rests on, as it stood at the decision") @Nullable
        List<BaseLicence> baseLicences,

        @Nullable String decidedBy,
        @Nullable Instant decidedAt) {

    /// Approved because nobody decided in time: no person stands beside the reasons.
    static OutcomeView ofSilence(DeemedDecision deemed, @Nullable Recommendation proposed) {
        return ofNobody(Decision.Outcome.GRANTED.name(), deemed.reasons(), deemed.decidedAt(), proposed);
    }

    /// Withdrawn by the vendor, or lapsed because it did not answer: the case is closed and nobody decided it.
    static OutcomeView ofClosing(CaseStatus closed, Instant at, @Nullable Recommendation proposed) {
        return ofNobody(closed.name(), null, at, proposed);
    }

    private static OutcomeView ofNobody(
            String decision, @Nullable String reasons, Instant at, @Nullable Recommendation proposed) {
        return new OutcomeView(
                proposed == null ? null : proposed.outcome().name(),
                proposed == null ? null : proposed.reasons(),
                proposed == null ? null : proposed.recommendedBy(),
                proposed == null ? null : proposed.recommendedAt(),
                decision,
                reasons,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                at);
    }
}
