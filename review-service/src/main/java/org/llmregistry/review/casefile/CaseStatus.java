package org.llmregistry.review.casefile;

import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.llmregistry.kernel.problem.Refusal;

/// States of a case and the moves between them. The diagram in `docs/case-states.md` is made from it.
@Schema(description = "State of a case; `nextActions` tells what is possible in it")
public enum CaseStatus {
    SUBMITTED,
    RETURNED,
    ACCEPTED,
    REGIONAL_REVIEW,
    TESTING,
    INFO_REQUESTED,
    REGIONAL_RECOMMENDED,
    CENTRAL_REVIEW,
    DECISION_PROPOSED,
    APPROVED,
    REFUSED,
    WITHDRAWN,
    LAPSED,
    UNDER_APPEAL;

    public Set<CaseStatus> allowedNext() {
        return switch (this) {
            case SUBMITTED -> EnumSet.of(RETURNED, ACCEPTED, WITHDRAWN);
            case RETURNED -> EnumSet.of(SUBMITTED, WITHDRAWN, LAPSED);
            case ACCEPTED -> EnumSet.of(REGIONAL_REVIEW, WITHDRAWN);
            case REGIONAL_REVIEW -> EnumSet.of(TESTING, INFO_REQUESTED, REGIONAL_RECOMMENDED, WITHDRAWN);
            case TESTING -> EnumSet.of(REGIONAL_REVIEW, WITHDRAWN);
            case INFO_REQUESTED -> EnumSet.of(REGIONAL_REVIEW, CENTRAL_REVIEW, LAPSED, WITHDRAWN);
            case REGIONAL_RECOMMENDED -> EnumSet.of(CENTRAL_REVIEW, DECISION_PROPOSED, WITHDRAWN);
            case CENTRAL_REVIEW -> EnumSet.of(REGIONAL_REVIEW, INFO_REQUESTED, DECISION_PROPOSED, WITHDRAWN);
            case DECISION_PROPOSED -> EnumSet.of(APPROVED, REFUSED, CENTRAL_REVIEW, WITHDRAWN);
            case APPROVED, REFUSED -> EnumSet.of(UNDER_APPEAL);
            case UNDER_APPEAL -> EnumSet.of(APPROVED, REFUSED, CENTRAL_REVIEW, REGIONAL_REVIEW);
            case WITHDRAWN, LAPSED -> EnumSet.noneOf(CaseStatus.class);
        };
    }

    /// The state after the move, or a refusal that tells the state and what it allows.
    CaseStatus moveTo(CaseStatus next) {
        if (!allowedNext().contains(next)) {
            throw Refusal.illegalTransition(this, next, allowedNext());
        }
        return next;
    }

    /// The state after the review let its time pass under a scheme that takes silence for consent. No person can
    /// make this move, so that it stands in no list of allowed ones.
    CaseStatus approvedBySilence() {
        return switch (this) {
            case ACCEPTED, REGIONAL_REVIEW, TESTING, REGIONAL_RECOMMENDED, CENTRAL_REVIEW, DECISION_PROPOSED ->
                APPROVED;
            default -> throw Refusal.illegalTransition(this, APPROVED, allowedNext());
        };
    }

    /// The states in which this role has something to do; empty for roles that work on no case.
    public static Set<CaseStatus> waitingFor(String role) {
        Set<CaseStatus> waiting = EnumSet.noneOf(CaseStatus.class);
        for (CaseAction action : CaseAction.values()) {
            if (action.role.equals(role) && action != CaseAction.EXTEND) { // no case waits for more time
                waiting.addAll(action.states);
            }
        }
        return waiting;
    }

    /// No work is left to do in it.
    public boolean isClosed() {
        return switch (this) {
            case APPROVED, REFUSED, WITHDRAWN, LAPSED -> true;
            default -> false;
        };
    }
}
