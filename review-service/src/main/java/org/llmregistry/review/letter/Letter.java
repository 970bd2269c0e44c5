package org.llmregistry.review.letter;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.assessment.ThresholdView;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.Submitted;
import org.llmregistry.review.decision.Decisions;
import org.llmregistry.review.decision.Grounds;
import org.llmregistry.review.hearing.Hearings;
import org.llmregistry.review.scheme.Scheme;
import org.llmregistry.review.scheme.Threshold;

/// What a decision letter says, whatever it is written as. Everything comes from records that never change, so
/// the same decision gives the same letter for ever. It names no officer: the authority decides.
///
/// @param ofPanel         whether a panel made it, on appeal
/// @param lastDayOfAppeal null: there is no appeal
record Letter(
        Scheme scheme,
        String caseNumber,
        String applicationNumber,
        Submitted submitted,
        String outcome,
        LocalDate decidedOn,
        Grounds grounds,
        List<ClauseReason> clauseReasons,
        List<Waived> waived,
        Hearings.@Nullable Heard heard,
        boolean ofPanel,
        @Nullable LocalDate lastDayOfAppeal) {

    /// @param text of the clause, in the version of the scheme that the case is held against
    record ClauseReason(String clause, String text, String reason) {}

    /// @param clause that the threshold belongs to
    /// @param result in words
    record Waived(String threshold, String clause, String result, String reason) {}

    static Letter of(CaseFile file, Scheme scheme, Decisions.Made decision, Hearings.@Nullable Heard heard) {
        Map<String, Scheme.Clause> clauses =
                scheme.clauses().stream().collect(Collectors.toMap(Scheme.Clause::code, Function.identity()));
        Map<String, Threshold> thresholds =
                scheme.thresholds().stream().collect(Collectors.toMap(Threshold::code, Function.identity()));
        Grounds grounds = decision.grounds();
        return new Letter(
                scheme,
                file.number(),
                file.appliedFor().applicationNumber(),
                file.submitted(),
                decision.outcome(),
                scheme.dayOf(decision.at()),
                grounds,
                grounds.clauseReasons().stream()
                        .map(given -> new ClauseReason(
                                given.clause(),
                                required(clauses, given.clause()).text(),
                                given.reason()))
                        .toList(),
                grounds.waivers().stream()
                        .map(waiver -> new Waived(
                                waiver.threshold(),
                                required(thresholds, waiver.threshold()).clause(),
                                words(waiver.result()),
                                waiver.reason()))
                        .toList(),
                heard,
                decision.by() == Decisions.Maker.PANEL,
                decision.appealBy());
    }

    /// The decision was checked against this version, and a published version never changes.
    private static <T> T required(Map<String, T> known, String code) {
        return Objects.requireNonNull(known.get(code), code);
    }

    private static String words(ThresholdView.Result result) {
        return switch (result) {
            case MET -> "met";
            case NOT_MET -> "not met";
            case NOT_MEASURED -> "not measured";
        };
    }
}
