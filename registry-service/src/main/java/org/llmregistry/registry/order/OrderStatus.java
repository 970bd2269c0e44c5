package org.llmregistry.registry.order;

import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.llmregistry.kernel.problem.Refusal;

/// How an order stands; review-service moves it, we follow.
@Schema(
        description = "PROPOSED: announced, the holder is heard; IN_FORCE_UNCONFIRMED: an urgent suspension that awaits"
                + " a second person; CONFIRMED; REJECTED and WITHDRAWN: it never took effect, or no longer; FALLEN:"
                + " nobody confirmed it in time; SET_ASIDE: on appeal")
enum OrderStatus {
    PROPOSED,
    IN_FORCE_UNCONFIRMED,
    CONFIRMED,
    REJECTED,
    WITHDRAWN,
    FALLEN,
    SET_ASIDE;

    Set<OrderStatus> allowedNext() {
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

    boolean isInForce() {
        return this == IN_FORCE_UNCONFIRMED || this == CONFIRMED;
    }

    boolean isOver() {
        return allowedNext().isEmpty();
    }
}
