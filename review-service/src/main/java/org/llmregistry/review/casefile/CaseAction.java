package org.llmregistry.review.casefile;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.duty.Duty;
import org.llmregistry.review.scheme.Scheme;
import org.llmregistry.review.scheme.Scheme.Step;

/// What can be done to a case: where, in which states, by which role, and as which duty. What can be done to its parts
/// the features that know them offer ([org.llmregistry.review.offer.Offers]).
enum CaseAction {
    ACCEPT("POST", "acceptance", "intake-officer", Duty.INTAKE, EnumSet.of(CaseStatus.SUBMITTED)),
    RETURN("POST", "return", "intake-officer", Duty.INTAKE, EnumSet.of(CaseStatus.SUBMITTED)),
    CLAIM(
            "POST",
            "claim",
            "case-officer",
            Duty.CASE_OFFICER,
            EnumSet.of(CaseStatus.ACCEPTED, CaseStatus.REGIONAL_REVIEW)),
    RELEASE("POST", "release", "case-officer", null, EnumSet.of(CaseStatus.REGIONAL_REVIEW)),
    RECORD_EVALUATION("POST", "evaluations", "case-officer", null, EnumSet.of(CaseStatus.REGIONAL_REVIEW)),
    ASSESS("PUT", "assessments/{clause}", "case-officer", null, EnumSet.of(CaseStatus.REGIONAL_REVIEW)),
    ESCALATE("POST", "escalations", "case-officer", null, EnumSet.of(CaseStatus.REGIONAL_REVIEW)),
    ADVISE_AS_LEAD(
            "POST", "escalations/{number}/advice", "review-lead", Duty.ADVISER, EnumSet.of(CaseStatus.REGIONAL_REVIEW)),
    ADVISE_AS_CENTRE(
            "POST",
            "escalations/{number}/advice",
            "central-reviewer",
            Duty.ADVISER,
            EnumSet.of(CaseStatus.REGIONAL_REVIEW)),
    ASSIGN("POST", "assignment", "review-lead", null, EnumSet.of(CaseStatus.ACCEPTED, CaseStatus.REGIONAL_REVIEW)),
    REASSIGN("POST", "reassignment", "review-lead", null, EnumSet.of(CaseStatus.REGIONAL_REVIEW)),
    TRANSFER(
            "POST",
            "transfer",
            "review-lead",
            null,
            EnumSet.of(CaseStatus.SUBMITTED, CaseStatus.ACCEPTED, CaseStatus.REGIONAL_REVIEW)),
    COMMIT_DRAW("POST", "draws", "case-officer", null, EnumSet.of(CaseStatus.REGIONAL_REVIEW)),
    COMMIT_DRAW_AS_TESTER("POST", "draws", "tester", Duty.TESTER, EnumSet.of(CaseStatus.TESTING)),
    EXTEND(
            "POST",
            "extension",
            "decision-maker",
            null,
            EnumSet.range(CaseStatus.ACCEPTED, CaseStatus.DECISION_PROPOSED)),
    RECORD_TEST("POST", "test-results", "tester", Duty.TESTER, EnumSet.of(CaseStatus.TESTING)),
    RECOMMEND("POST", "recommendation", "second-reader", Duty.SECOND_READER, EnumSet.of(CaseStatus.REGIONAL_REVIEW)),
    REFER("POST", "referral", "central-reviewer", Duty.PROPOSER, EnumSet.of(CaseStatus.CENTRAL_REVIEW)),
    PROPOSE("POST", "proposal", "central-reviewer", Duty.PROPOSER, EnumSet.of(CaseStatus.CENTRAL_REVIEW)),
    DISAGREE("POST", "disagreement", "decision-maker", Duty.DECISION, EnumSet.of(CaseStatus.DECISION_PROPOSED)),
    HEAR("POST", "hearings", "decision-maker", Duty.DECISION, EnumSet.of(CaseStatus.DECISION_PROPOSED)),
    DECIDE("POST", "decision", "decision-maker", Duty.DECISION, EnumSet.of(CaseStatus.DECISION_PROPOSED)),
    VOTE("POST", "appeal/votes", "appeal-panel", Duty.APPEAL, EnumSet.of(CaseStatus.UNDER_APPEAL));

    final String method;
    final String path;
    final String role;
    final @Nullable Duty duty;
    final Set<CaseStatus> states;

    CaseAction(String method, String path, String role, @Nullable Duty duty, Set<CaseStatus> states) {
        this.method = method;
        this.path = path;
        this.role = role;
        this.duty = duty;
        this.states = states;
    }

    /// Whether it is possible now, whoever asks: a claimed case can't be claimed, an unclaimed one can't be assessed.
    boolean fits(CaseFile file, @Nullable Scheme scheme) {
        List<Step> steps = scheme == null
                ? List.of()
                : scheme.track(file.appliedFor().track())
                        .map(Scheme.Track::steps)
                        .orElse(List.of());
        boolean claimed = file.officer() != null;
        return states.contains(file.status())
                && switch (this) {
                    case CLAIM, ASSIGN -> !claimed;
                    case RELEASE, RECORD_EVALUATION, ASSESS, REASSIGN, COMMIT_DRAW -> claimed;
                    case EXTEND -> scheme != null && scheme.allowsExtension();
                    case RECOMMEND -> claimed && file.adviceFrom() == null;
                    case ESCALATE -> claimed && file.adviceFrom() == null;
                    case ADVISE_AS_LEAD, ADVISE_AS_CENTRE -> role.equals(file.adviceFrom());
                    case HEAR -> scheme != null && scheme.hearing().isDemanded();
                    case DISAGREE -> steps.contains(Step.CENTRAL_REVIEW);
                    default -> true;
                };
    }
}
