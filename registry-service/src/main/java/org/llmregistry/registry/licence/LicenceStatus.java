package org.llmregistry.registry.licence;

import java.util.EnumSet;
import java.util.Set;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.register.Register;

/// States of a licence and the moves between them. "Reinstated" is an event, not a state; so are open
/// conditions, a pending renewal and a pending appeal. The way back from REVOKED is open to an appeal panel
/// only; from SUPERSEDED it leads when the variation is not granted again after an appeal. The table in
/// `docs/licence-states.md` is made from it.
public enum LicenceStatus {
    ACTIVE(Register.Standing.IN_FORCE),
    RESTRICTED(Register.Standing.IN_FORCE),
    SUSPENDED(Register.Standing.SUSPENDED),
    EXPIRED(Register.Standing.ENDED),
    REVOKED(Register.Standing.ENDED),
    SURRENDERED(Register.Standing.ENDED),
    SUPERSEDED(Register.Standing.ENDED);

    /// The domain rules: who moves a licence, from where to where, and what has to be so. Persons and scheme are
    /// compared by review-service, whose orders and decisions we follow.
    enum Move {
        GRANT("L1", EnumSet.noneOf(LicenceStatus.class), EnumSet.of(ACTIVE), "system, on an approval", """
                the number is drawn without a gap, the manifest digest is bound"""),
        RESTRICT("L2", EnumSet.of(ACTIVE), EnumSet.of(RESTRICTED), "two decision makers", """
                ground of the scheme, scope named, holder heard where the scheme says so"""),
        LIFT("L2", EnumSet.of(RESTRICTED), EnumSet.of(ACTIVE), "two decision makers", """
                corrective evidence"""),
        SUSPEND("L3", EnumSet.of(ACTIVE, RESTRICTED), EnumSet.of(SUSPENDED), "two decision makers", """
                ground of the scheme, last day or condition; urgently by one duty officer, confirmed within hours by a decision maker"""),
        FALL("L3", EnumSet.of(SUSPENDED), EnumSet.of(ACTIVE, RESTRICTED), "system", """
                nobody confirmed the urgent suspension in time, or a second person rejected it"""),
        REINSTATE(
                "L4",
                EnumSet.of(SUSPENDED),
                EnumSet.of(ACTIVE, RESTRICTED),
                "two decision makers; who confirms did not suspend",
                """
                corrective evidence; a restriction outlives the suspension"""),
        REVOKE("L5", EnumSet.of(ACTIVE, RESTRICTED, SUSPENDED), EnumSet.of(REVOKED), "two decision makers", """
                ground of the scheme, hearing offered, whom it reaches is shown before"""),
        EXPIRE("L6", EnumSet.of(ACTIVE, RESTRICTED, SUSPENDED), EnumSet.of(EXPIRED), "system", """
                the last day is over and no renewal is pending"""),
        SURRENDER("L7", EnumSet.of(ACTIVE, RESTRICTED, SUSPENDED), EnumSet.of(SURRENDERED), "holder", """
                wind-down plan; no revocation announced or under appeal; from the day after the last day of the service on"""),
        SUPERSEDE(
                "L8", EnumSet.of(ACTIVE, RESTRICTED), EnumSet.of(SUPERSEDED), "system, on an approved variation", """
                the licence of the other version is linked"""),
        STAND_AGAIN(
                "L8",
                EnumSet.of(SUPERSEDED),
                EnumSet.of(ACTIVE, RESTRICTED, SUSPENDED),
                "system, when the variation is not granted again",
                """
                after an appeal of the holder; to the state that the orders make"""),
        SET_ASIDE(
                "L10",
                EnumSet.of(RESTRICTED, SUSPENDED, REVOKED),
                EnumSet.of(ACTIVE, RESTRICTED, SUSPENDED),
                "appeal panel of two or more",
                """
                nobody who had a part; to the state that the other orders make; the act stays on record""");

        final String rule;
        final Set<LicenceStatus> from;
        final Set<LicenceStatus> to;
        final String actor;
        final String guard;

        Move(String rule, Set<LicenceStatus> from, Set<LicenceStatus> to, String actor, String guard) {
            this.rule = rule;
            this.from = from;
            this.to = to;
            this.actor = actor;
            this.guard = guard;
        }
    }

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
        Set<LicenceStatus> next = EnumSet.noneOf(LicenceStatus.class);
        for (Move move : Move.values()) {
            if (move.from.contains(this)) {
                next.addAll(move.to);
            }
        }
        next.remove(this);
        return next;
    }

    LicenceStatus moveTo(LicenceStatus next) {
        if (!allowedNext().contains(next)) {
            throw Refusal.illegalTransition(this, next, allowedNext());
        }
        return next;
    }
}
