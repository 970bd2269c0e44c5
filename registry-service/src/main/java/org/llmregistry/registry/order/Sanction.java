package org.llmregistry.registry.order;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.llmregistry.registry.licence.LicenceStatus;

/// What an order does to a licence.
@Schema(name = "OrderSanction")
enum Sanction {
    RESTRICT,
    SUSPEND,
    LIFT,
    REINSTATE,
    REVOKE;

    boolean isWayBack() {
        return this == LIFT || this == REINSTATE;
    }

    /// Where a licence stands under the orders in force, oldest first. A suspension covers a restriction and does not
    /// end it; so whatever falls or is set aside leaves the state that the others make.
    static LicenceStatus stateUnder(List<LicenceOrder> inForce) {
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
        return revoked
                ? LicenceStatus.REVOKED
                : suspended ? LicenceStatus.SUSPENDED : restricted ? LicenceStatus.RESTRICTED : LicenceStatus.ACTIVE;
    }
}
