package org.llmregistry.review.order;

import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.llmregistry.kernel.problem.Refusal;

/// How an order stands, and the moves between. Only an appeal sets aside what was confirmed.
@Schema(
        description = "PROPOSED: waits for a second person; IN_FORCE_UNCONFIRMED: an urgent suspension that does;"
                + " CONFIRMED: in force by two persons; REJECTED by the second; WITHDRAWN by the first; FALLEN: nobody"
                + " confirmed it in time; SET_ASIDE: on appeal")
public enum OrderStatus {
    PROPOSED,
    IN_FORCE_UNCONFIRMED,
    CONFIRMED,
    REJECTED,
    WITHDRAWN,
    FALLEN,
    SET_ASIDE;

    public Set<OrderStatus> allowedNext() {
        return switch (this) {
            case PROPOSED -> EnumSet.of(CONFIRMED, REJECTED, WITHDRAWN);
            case IN_FORCE_UNCONFIRMED -> EnumSet.of(CONFIRMED, REJECTED, FALLEN);
            case CONFIRMED -> EnumSet.of(SET_ASIDE);
            case REJECTED, WITHDRAWN, FALLEN, SET_ASIDE -> EnumSet.noneOf(OrderStatus.class);
        };
    }

    OrderStatus moveTo(OrderStatus next) {
        if (!allowedNext().contains(next)) {
            throw Refusal.illegalTransition(this, next, allowedNext());
        }
        return next;
    }

    /// Waits for a second person.
    boolean isOpen() {
        return this == PROPOSED || this == IN_FORCE_UNCONFIRMED;
    }

    boolean isInForce() {
        return this == IN_FORCE_UNCONFIRMED || this == CONFIRMED;
    }
}
