package org.llmregistry.review.condition;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.offer.Offer;
import org.llmregistry.review.offer.Offers;

/// Taking evidence for each condition that was not met yet.
@ApplicationScoped
class ConditionOffers implements Offers {

    @Override
    public List<Offer> of(UUID caseId, String person) {
        if (CaseFile.of(caseId).status() != CaseStatus.APPROVED) {
            return List.of();
        }
        return CaseCondition.askedFor(caseId).stream()
                .map(condition -> Offer.post(
                        "TAKE_EVIDENCE", "conditions/%s/evidence".formatted(condition.code()), "case-officer", null))
                .toList();
    }
}
