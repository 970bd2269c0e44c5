package org.llmregistry.registry.application;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import org.llmregistry.kernel.problem.Refusal;

/// States of an application, from the draft to the end of an appeal. The one place that knows the moves;
/// review-service makes those between submission and decision and tells us.
public enum ApplicationStatus {
    DRAFT,
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

    /// What can come next. From WITHDRAWN only a decision that review made before the withdrawal reached it.
    public Set<ApplicationStatus> allowedNext() {
        return switch (this) {
            case DRAFT -> Set.of(SUBMITTED, WITHDRAWN);
            case SUBMITTED -> Set.of(RETURNED, ACCEPTED, WITHDRAWN);
            case RETURNED -> Set.of(SUBMITTED, WITHDRAWN, LAPSED);
            case ACCEPTED -> Set.of(REGIONAL_REVIEW, WITHDRAWN);
            case REGIONAL_REVIEW -> Set.of(TESTING, INFO_REQUESTED, REGIONAL_RECOMMENDED, WITHDRAWN);
            case TESTING -> Set.of(REGIONAL_REVIEW, WITHDRAWN);
            case INFO_REQUESTED -> Set.of(REGIONAL_REVIEW, CENTRAL_REVIEW, LAPSED, WITHDRAWN);
            case REGIONAL_RECOMMENDED -> Set.of(CENTRAL_REVIEW, DECISION_PROPOSED, WITHDRAWN);
            case CENTRAL_REVIEW -> Set.of(REGIONAL_REVIEW, INFO_REQUESTED, DECISION_PROPOSED, WITHDRAWN);
            case DECISION_PROPOSED -> Set.of(APPROVED, REFUSED, CENTRAL_REVIEW, WITHDRAWN);
            case APPROVED, REFUSED -> Set.of(UNDER_APPEAL);
            case UNDER_APPEAL -> Set.of(APPROVED, REFUSED, CENTRAL_REVIEW, REGIONAL_REVIEW);
            case WITHDRAWN -> Set.of(APPROVED, REFUSED);
            case LAPSED -> Set.of();
        };
    }

    /// @return the new state
    ApplicationStatus moveTo(ApplicationStatus next) {
        if (!allowedNext().contains(next)) {
            throw Refusal.illegalTransition(
                    this, next, allowedNext().stream().sorted().toList());
        }
        return next;
    }

    /// Review reports where a case stands, not every state on the way there: a report may skip states that
    /// review alone decides on.
    ///
    /// @return the new state
    ApplicationStatus reportedAs(ApplicationStatus next) {
        Set<ApplicationStatus> reachable = EnumSet.noneOf(ApplicationStatus.class);
        Deque<ApplicationStatus> open = new ArrayDeque<>(Set.of(this));
        while (!open.isEmpty()) {
            for (ApplicationStatus step : open.pop().allowedNext()) {
                boolean reviewsOwn = step != SUBMITTED && step != WITHDRAWN;
                if (reviewsOwn && reachable.add(step) && step.isUnderReview()) {
                    open.push(step);
                }
            }
        }
        return reachable.contains(next) ? next : moveTo(next);
    }

    /// The office is at work on it (or waits for an answer of the vendor's).
    public boolean isUnderReview() {
        return switch (this) {
            case SUBMITTED,
                    ACCEPTED,
                    REGIONAL_REVIEW,
                    TESTING,
                    INFO_REQUESTED,
                    REGIONAL_RECOMMENDED,
                    CENTRAL_REVIEW,
                    DECISION_PROPOSED -> true;
            case DRAFT, RETURNED, APPROVED, REFUSED, WITHDRAWN, LAPSED, UNDER_APPEAL -> false;
        };
    }

    /// The vendor may change the dossier.
    boolean isWithVendor() {
        return this == DRAFT || this == RETURNED;
    }

    /// Nothing that review still reports about its case changes the application.
    boolean isClosed() {
        return closed().contains(this);
    }

    static Set<ApplicationStatus> closed() {
        return Set.of(APPROVED, REFUSED, WITHDRAWN, LAPSED);
    }
}
