package org.llmregistry.review.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.review.assessment.ThresholdView;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.registry.RegistryMessages;

/// What a decision rests on and asks for, as it is on record.
public record Grounds(
        String reasons,
        @Nullable String legalBasis,
        List<ClauseReason> clauseReasons,
        List<Waiver> waivers,
        List<Condition> conditions) {

    /// What the registry, and through it the applicant, is told.
    ///
    /// @param at        of the act: the decision, or a panel's word
    /// @param upheldFor why a panel let it stand; null: no panel did
    RegistryMessages.Decided toMessage(CaseFile file, Decisions.Made made, Instant at, @Nullable String upheldFor) {
        return new RegistryMessages.Decided(
                Ids.next(),
                file.id(),
                file.applicationId(),
                made.code(),
                at,
                file.schemeCode(),
                Objects.requireNonNull(file.schemeVersion()),
                reasons,
                legalBasis,
                clauseReasons.stream()
                        .map(given -> new RegistryMessages.ClauseReason(given.clause(), given.reason()))
                        .toList(),
                waivers.stream()
                        .map(given -> new RegistryMessages.Waiver(given.threshold(), given.reason()))
                        .toList(),
                conditions.stream()
                        .map(set -> new RegistryMessages.Condition(set.code(), set.text(), set.dueOn(), set.evidence()))
                        .toList(),
                upheldFor == null ? made.appealBy() : null,
                upheldFor);
    }

    @Schema(name = "ClauseReason")
    public record ClauseReason(String clause, String reason) {}

    /// @param result what the threshold showed when it was waived
    @Schema(name = "Waiver")
    public record Waiver(String threshold, ThresholdView.Result result, String reason) {}

    /// @param dueOn    absent: lasting
    /// @param evidence what has to be shown by the due date
    @Schema(name = "Condition")
    public record Condition(
            String code,
            String text,
            @Nullable LocalDate dueOn,
            @Nullable String evidence) {}
}
