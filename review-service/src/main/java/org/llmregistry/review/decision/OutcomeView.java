package org.llmregistry.review.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.decision.Decisions.Maker;
import org.llmregistry.review.decision.Grounds.ClauseReason;
import org.llmregistry.review.decision.Grounds.Condition;
import org.llmregistry.review.decision.Grounds.Waiver;
import org.llmregistry.review.registry.BaseLicences.BaseLicence;

/// The recommendation and the decision of a case, as far as they were made.
public record OutcomeView(
        @Nullable String recommendation,
        @Nullable String recommendationReasons,

        @Schema(description = "Drafts of conditions; on tracks of two levels the centre drafts, see its proposals")
        @Nullable
        List<Decide.SetCondition> recommendedConditions,

        @Schema(description = "Thresholds that are not shown to be met, and why a grant is recommended all the same")
        @Nullable
        List<Decide.Waive> recommendedDepartures,

        @Nullable String recommendedBy,
        @Nullable Instant recommendedAt,

        @Schema(
                description = "GRANTED, GRANTED_WITH_CONDITIONS, REFUSED; WITHDRAWN, LAPSED: closed without a decision",
                examples = "GRANTED")
        @Nullable
        String decision,

        @Schema(description = "PERSON: `decidedBy`; SILENCE: nobody in time; PANEL: on appeal, see its votes") @Nullable
        Maker madeBy,

        @Nullable String decisionReasons,
        @Nullable String legalBasis,
        @Nullable List<ClauseReason> clauseReasons,
        @Nullable List<Waiver> waivers,
        @Nullable List<Condition> conditions,

        @Schema(description = "What the grant rests on, as it stood at the decision") @Nullable
        List<BaseLicence> baseLicences,

        @Nullable String decidedBy,
        @Nullable Instant decidedAt,

        @Schema(description = "Last day of an appeal; absent: there is none") @Nullable
        LocalDate appealBy) {

    /// A recommendation with what it drafted.
    record Proposed(Recommendation recommendation, Decide.Draft draft) {}

    /// @param made     null: not yet
    /// @param decision when a person made it
    static OutcomeView of(
            @Nullable Proposed proposed,
            Decisions.@Nullable Made made,
            @Nullable Decision decision,
            List<BaseLicence> bases) {
        Grounds grounds = made == null ? null : made.grounds();
        return new OutcomeView(
                proposed == null ? null : proposed.recommendation().outcome().name(),
                proposed == null ? null : proposed.recommendation().reasons(),
                proposed == null ? null : proposed.draft().conditions(),
                proposed == null ? null : proposed.draft().departures(),
                proposed == null ? null : proposed.recommendation().recommendedBy(),
                proposed == null ? null : proposed.recommendation().recommendedAt(),
                made == null ? null : made.code(),
                made == null ? null : made.by(),
                grounds == null ? null : grounds.reasons(),
                grounds == null ? null : grounds.legalBasis(),
                grounds == null ? null : grounds.clauseReasons(),
                grounds == null ? null : grounds.waivers(),
                grounds == null ? null : grounds.conditions(),
                made == null ? null : bases,
                decision == null ? null : decision.decidedBy(),
                made == null ? null : made.at(),
                made == null ? null : made.appealBy());
    }

    /// Withdrawn by the vendor, or lapsed because it did not answer: the case is closed and nobody decided it.
    static OutcomeView ofClosing(CaseStatus closed, Instant at, @Nullable Proposed proposed) {
        return new OutcomeView(
                proposed == null ? null : proposed.recommendation().outcome().name(),
                proposed == null ? null : proposed.recommendation().reasons(),
                proposed == null ? null : proposed.draft().conditions(),
                proposed == null ? null : proposed.draft().departures(),
                proposed == null ? null : proposed.recommendation().recommendedBy(),
                proposed == null ? null : proposed.recommendation().recommendedAt(),
                closed.name(),
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                at,
                null);
    }
}
