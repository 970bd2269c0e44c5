package org.llmregistry.review.order;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /// Those of these cases whose licence was ended by the orders on it.
    public static Set<UUID> revoked(Collection<UUID> cases, Instant now) {
        return inForce(cases, now).collect(Collectors.groupingBy(LicenceOrder::caseId)).entrySet().stream()
                .filter(licence -> LicenceState.under(licence.getValue()) == LicenceState.REVOKED)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
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
        return inForce(List.of(caseId), now).toList();
    }

    private static Stream<LicenceOrder> inForce(Collection<UUID> cases, Instant now) {
        return LicenceOrder.<LicenceOrder>list(
                        "proposal.caseId in ?1 and effectiveAt is not null order by effectiveAt, id", cases)
                .stream()
                .filter(order -> order.isInForce(now));
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
