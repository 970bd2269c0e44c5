package org.llmregistry.review.offer;

import java.util.List;
import java.util.UUID;

/// A feature that works on parts of a case: questions, draws, conditions. What it offers stands in the case's
/// `nextActions` beside the moves of the case itself.
public interface Offers {

    /// What is possible now, whoever may do it; asked each time that a case is shown.
    List<Offer> of(UUID caseId, String person);
}
