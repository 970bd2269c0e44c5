package org.llmregistry.registry.licence;

import java.util.EnumSet;
import java.util.Set;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.register.Register;

/// States of a licence and the moves between them. "Reinstated" is an event, not a state; so are open
/// conditions, a pending renewal and a pending appeal. The way back from REVOKED is open to an appeal panel
/// only; from SUPERSEDED it leads when the variation is not granted again after an appeal.
public enum LicenceStatus {
    ACTIVE(Register.Standing.IN_FORCE),
    RESTRICTED(Register.Standing.IN_FORCE),
    SUSPENDED(Register.Standing.SUSPENDED),
    EXPIRED(Register.Standing.ENDED),
    REVOKED(Register.Standing.ENDED),
    SURRENDERED(Register.Standing.ENDED),
    SUPERSEDED(Register.Standing.ENDED);

    private final Register.Standing standing;

    LicenceStatus(Register.Standing standing) {
        this.standing = standing;
    }

    public Register.Standing standing() {
        return standing;
    }

    /// False when it ended otherwise than by an order: then no order moves it any more.
    public boolean isUnderOrders() {
        return this != EXPIRED && this != SURRENDERED && this != SUPERSEDED;
    }

    public Set<LicenceStatus> allowedNext() {
        return switch (this) {
            case ACTIVE -> EnumSet.of(RESTRICTED, SUSPENDED, EXPIRED, REVOKED, SURRENDERED, SUPERSEDED);
            case RESTRICTED -> EnumSet.of(ACTIVE, SUSPENDED, EXPIRED, REVOKED, SURRENDERED, SUPERSEDED);
            case SUSPENDED -> EnumSet.of(ACTIVE, RESTRICTED, EXPIRED, REVOKED, SURRENDERED);
            case REVOKED -> EnumSet.of(ACTIVE, RESTRICTED, SUSPENDED);
            case SUPERSEDED -> EnumSet.of(ACTIVE, RESTRICTED, SUSPENDED);
            case EXPIRED, SURRENDERED -> EnumSet.noneOf(LicenceStatus.class);
        };
    }

    LicenceStatus moveTo(LicenceStatus next) {
        if (!allowedNext().contains(next)) {
            throw Refusal.illegalTransition(this, next, allowedNext());
        }
        return next;
    }
}
