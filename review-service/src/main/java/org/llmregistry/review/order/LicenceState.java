package org.llmregistry.review.order;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.llmregistry.kernel.problem.Refusal;

/// Where a licence stands under the orders on it. That it expired or was given back is known to the registry only.
enum LicenceState {
    ACTIVE,
    RESTRICTED,
    SUSPENDED,
    REVOKED;

    Set<Sanction> allowed() {
        return switch (this) {
            case ACTIVE -> EnumSet.of(Sanction.RESTRICT, Sanction.SUSPEND, Sanction.REVOKE);
            case RESTRICTED -> EnumSet.of(Sanction.LIFT, Sanction.SUSPEND, Sanction.REVOKE);
            case SUSPENDED -> EnumSet.of(Sanction.REINSTATE, Sanction.REVOKE);
            case REVOKED -> EnumSet.noneOf(Sanction.class);
        };
    }

    void require(Sanction sanction) {
        if (!allowed().contains(sanction)) {
            throw Refusal.illegalTransition(this, sanction, allowed());
        }
    }

    /// @param inForce orders in force, in the order in which they took effect. A suspension covers a restriction and
    ///                does not end it; so whatever falls or is set aside leaves the state that the others make.
    static LicenceState under(List<LicenceOrder> inForce) {
        boolean restricted = false;
        boolean suspended = false;
        boolean revoked = false;
        for (LicenceOrder order : inForce) {
            switch (order.sanction()) {
                case RESTRICT -> restricted = true;
                case LIFT -> restricted = false;
                case SUSPEND -> suspended = true;
                case REINSTATE -> suspended = false;
                case REVOKE -> revoked = true;
            }
        }
        return revoked ? REVOKED : suspended ? SUSPENDED : restricted ? RESTRICTED : ACTIVE;
    }
}
