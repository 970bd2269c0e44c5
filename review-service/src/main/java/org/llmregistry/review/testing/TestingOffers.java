package org.llmregistry.review.testing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.draw.Drawing;
import org.llmregistry.review.offer.Offer;
import org.llmregistry.review.offer.Offers;
import org.llmregistry.review.scheme.Scheme.Step;

/// Sending a case to a tester, on a track that has one, once the banks are fixed.
@ApplicationScoped
class TestingOffers implements Offers {

    private final Assessing assessing;
    private final Drawing drawing;

    TestingOffers(Assessing assessing, Drawing drawing) {
        this.assessing = assessing;
        this.drawing = drawing;
    }

    @Override
    public List<Offer> of(UUID caseId, String person) {
        CaseFile file = CaseFile.of(caseId);
        boolean possible = file.status() == CaseStatus.REGIONAL_REVIEW
                && file.officer() != null
                && assessing.trackOf(file).steps().contains(Step.TESTING)
                && drawing.isFixed(file);
        return possible
                ? List.of(Offer.post(
                        "SEND_TO_TEST",
                        "testing",
                        "case-officer",
                        file.objectionTo(person).orElse(null)))
                : List.of();
    }
}
