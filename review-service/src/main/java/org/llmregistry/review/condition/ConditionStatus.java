package org.llmregistry.review.condition;

import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.llmregistry.kernel.problem.Refusal;

/// States of a condition and the moves between them.
@Schema(description = "OVERDUE: its last day has passed without evidence; it can still be met")
public enum ConditionStatus {
    OPEN,
    MET,
    OVERDUE;

    public Set<ConditionStatus> allowedNext() {
        return switch (this) {
            case OPEN -> EnumSet.of(MET, OVERDUE);
            case OVERDUE -> EnumSet.of(MET);
            case MET -> EnumSet.noneOf(ConditionStatus.class);
        };
    }

    /// The state after the move, or a refusal that tells the state and what it allows.
    ConditionStatus moveTo(ConditionStatus next) {
        if (!allowedNext().contains(next)) {
            throw Refusal.illegalTransition(this, next, allowedNext());
        }
        return next;
    }
}
