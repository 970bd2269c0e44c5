package org.llmregistry.review.holder;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.duty.SeparationOfDuties;
import org.llmregistry.review.holder.OrderAppealResource.VoteOnOrder;
import org.llmregistry.review.order.LicenceOrders;
import org.llmregistry.review.order.Ordering;

/// Appeals against orders: as many members as the scheme asks for have to agree; until they do, each may vote again.
@ApplicationScoped
class OrderAppeals {

    private final Ordering ordering;
    private final Assessing assessing;
    private final SeparationOfDuties duties;
    private final AuditTrail audit;
    private final Clock clock;

    OrderAppeals(Ordering ordering, Assessing assessing, SeparationOfDuties duties, AuditTrail audit, Clock clock) {
        this.ordering = ordering;
        this.assessing = assessing;
        this.duties = duties;
        this.audit = audit;
        this.clock = clock;
    }

    /// @return false when the order is none that an appeal could be against, or had its appeal
    boolean lodge(UUID orderId, String grounds, List<String> documents, Instant at) {
        CaseFile file = CaseFile.locked(LicenceOrders.caseOf(orderId));
        if (OrderAppeal.against(orderId).isPresent() || !ordering.takeAppeal(orderId)) {
            return false;
        }
        new OrderAppeal(orderId, grounds, documents, at).persist();
        record("order.appealed", file, AuditTrail.SYSTEM, Map.of("orderId", orderId));
        return true;
    }

    OrderAppeal vote(UUID orderId, VoteOnOrder command, String member) {
        CaseFile file = CaseFile.locked(LicenceOrders.caseOf(orderId));
        OrderAppeal appeal = OrderAppeal.against(orderId)
                .filter(OrderAppeal::isOpen)
                .orElseThrow(() ->
                        Refusal.of(ReviewProblem.NO_OPEN_APPEAL, "No appeal against this order waits for votes."));
        duties.requireAnother(
                member,
                LicenceOrders.personsOf(orderId),
                "Who ordered may not sit on the panel that judges the order.");
        int panel = assessing.schemeOf(file).appeal().panel();
        Map<String, OrderVote> standing = OrderVote.standing(orderId);
        duties.sit(file.id(), member, standing.keySet(), panel);
        Instant now = clock.instant();
        OrderVote vote = new OrderVote(orderId, file.id(), command.outcome(), command.reasons(), member, now);
        vote.persistAndFlush();
        record("order.appeal-voted", file, member, Map.of("orderId", orderId, "outcome", command.outcome()));
        standing.put(member, vote);
        if (standing.values().stream().filter(vote::agreesWith).count() == panel) {
            appeal.decide(command.outcome(), now);
            OrderAppeal.flush();
            ordering.answerAppeal(orderId, command.outcome() == OrderAppeal.Outcome.UPHELD, command.reasons());
        }
        return appeal;
    }

    private void record(String event, CaseFile file, String person, Map<String, Object> facts) {
        Map<String, Object> all = new java.util.HashMap<>(facts);
        all.put("applicationId", file.applicationId());
        audit.record(event, "cases/" + file.id(), person, all);
    }
}
