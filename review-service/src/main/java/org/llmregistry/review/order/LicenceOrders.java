package org.llmregistry.review.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.llmregistry.kernel.problem.Refusal;

/// Finds orders.
public final class LicenceOrders {

    private LicenceOrders() {}

    static LicenceOrder of(UUID id) {
        return LicenceOrder.<LicenceOrder>findByIdOptional(id).orElseThrow(() -> Refusal.notFound("Order " + id));
    }

    /// Without reading the order itself: that is done under the lock of the case.
    public static UUID caseOf(UUID id) {
        return LicenceOrder.getEntityManager()
                .createQuery("select proposal.caseId from LicenceOrder where id = ?1", UUID.class)
                .setParameter(1, id)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("Order " + id));
    }

    /// Those who made it.
    public static List<String> personsOf(UUID id) {
        return of(id).persons();
    }

    /// Whether the orders on the licence of a case ended it.
    public static boolean isRevoked(UUID caseId, Instant now) {
        return LicenceState.under(inForce(caseId, now)) == LicenceState.REVOKED;
    }

    static boolean isProposed(UUID caseId) {
        return LicenceOrder.count("proposal.caseId = ?1 and status = ?2", caseId, OrderStatus.PROPOSED) > 0;
    }

    static Optional<LicenceOrder> unconfirmed(UUID caseId) {
        return LicenceOrder.find("proposal.caseId = ?1 and status = ?2", caseId, OrderStatus.IN_FORCE_UNCONFIRMED)
                .firstResultOptional();
    }

    /// In the order in which they took effect; what has fallen by then is none, nor what an appeal stays.
    static List<LicenceOrder> inForce(UUID caseId, Instant now) {
        return LicenceOrder.<LicenceOrder>list(
                        "proposal.caseId = ?1 and effectiveAt is not null order by effectiveAt, id", caseId)
                .stream()
                .filter(order -> order.isInForce(now))
                .toList();
    }

    /// Cases of urgent suspensions whose time is over.
    static List<UUID> casesOfFallen(Instant now) {
        return LicenceOrder.getEntityManager()
                .createQuery(
                        "select proposal.caseId from LicenceOrder where status = ?1 and confirmBy <= ?2 order by proposal.caseId",
                        UUID.class)
                .setParameter(1, OrderStatus.IN_FORCE_UNCONFIRMED)
                .setParameter(2, now)
                .setMaxResults(100)
                .getResultList();
    }
}
