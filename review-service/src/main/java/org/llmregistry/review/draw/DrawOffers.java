package org.llmregistry.review.draw;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.offer.Offer;
import org.llmregistry.review.offer.Offers;

/// Opening the secret of each draw that was made.
@ApplicationScoped
class DrawOffers implements Offers {

    @Override
    public List<Offer> of(UUID caseId, String person) {
        CaseFile file = CaseFile.of(caseId);
        if (file.status() != CaseStatus.REGIONAL_REVIEW || file.officer() == null) {
            return List.of();
        }
        String rule = file.objectionTo(person).orElse(null);
        return SampleDraw.ofCase(caseId).stream()
                .filter(SampleDraw::isUndisclosed)
                .map(draw -> Offer.post(
                        "DISCLOSE_DRAW", "draws/%d/disclosure".formatted(draw.number()), "case-officer", rule))
                .toList();
    }
}
