package org.llmregistry.review.condition;

import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.llmregistry.kernel.problem.Refusal;

/// States of a condition and the moves between them.
@Schema(
        description =
                "OVERDUE: its last day has passed without evidence; it can still be met. REPLACED: a newer decision set others")
public enum ConditionStatus {
    OPEN,
    MET,
    OVERDUE,
    REPLACED;

    public Set<ConditionStatus> allowedNext() {
        return switch (this) {
            case OPEN -> EnumSet.of(MET, OVERDUE, REPLACED);
            case OVERDUE -> EnumSet.of(MET, REPLACED);
            case MET, REPLACED -> EnumSet.noneOf(ConditionStatus.class);
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
