package org.llmregistry.review.question;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.offer.Offer;
import org.llmregistry.review.offer.Offers;

/// Asking, and what can become of each draft and each answer.
@ApplicationScoped
class QuestionOffers implements Offers {

    private final Assessing assessing;

    QuestionOffers(Assessing assessing) {
        this.assessing = assessing;
    }

    /// Who asks: the officer while the region assesses, the centre while it reviews.
    private record Asker(String role, @Nullable String rule) {
        Offer offer(String action, String path) {
            return Offer.post(action, path, role, rule);
        }
    }

    @Override
    public List<Offer> of(UUID caseId, String person) {
        CaseFile file = CaseFile.of(caseId);
        boolean regional = file.status() == CaseStatus.REGIONAL_REVIEW;
        if (!regional && file.status() != CaseStatus.CENTRAL_REVIEW) {
            return List.of();
        }
        Asker asker = regional
                ? new Asker("case-officer", file.objectionTo(person).orElse(null))
                : new Asker("central-reviewer", null);
        List<InformationRequest> requests = InformationRequest.ofCase(caseId);
        InformationRequest draft = requests.stream()
                .filter(InformationRequest::isDrafted)
                .findFirst()
                .orElse(null);
        List<Offer> offers = new ArrayList<>();
        if (draft != null) {
            offers.addAll(onDraft(draft, asker, person));
        }
        boolean hasAsker = !regional || file.officer() != null;
        boolean canAsk = draft == null && hasAsker && isRoundLeft(file, requests);
        if (canAsk) {
            offers.add(asker.offer("ASK", "information-requests"));
        }
        boolean joinsOwnDraft = draft != null && draft.draftedBy().equals(person);
        if (canAsk || joinsOwnDraft) {
            offers.addAll(onAnswers(caseId, requests, asker));
        }
        return offers;
    }

    private boolean isRoundLeft(CaseFile file, List<InformationRequest> requests) {
        int most = assessing.schemeOf(file).informationRequests().maxRounds();
        return requests.stream().filter(InformationRequest::isSent).count() < most;
    }

    private static List<Offer> onDraft(InformationRequest draft, Asker asker, String person) {
        String path = "information-requests/%d/".formatted(draft.number());
        boolean own = draft.draftedBy().equals(person);
        return List.of(
                Offer.post("SEND_QUESTIONS", path + "approval", "review-lead", own ? Asking.NOT_YOURS_TO_SEND : null),
                Offer.post(
                        "REJECT_QUESTIONS", path + "rejection", "review-lead", own ? Asking.NOT_YOURS_TO_REJECT : null),
                asker.offer("WITHDRAW_QUESTIONS", path + "withdrawal"));
    }

    /// Each answer that was not asked for again.
    private static List<Offer> onAnswers(UUID caseId, List<InformationRequest> requests, Asker asker) {
        if (requests.stream().noneMatch(InformationRequest::isAnswered)) {
            return List.of();
        }
        List<Question> questions = Question.ofCase(caseId);
        return requests.stream()
                .filter(InformationRequest::isAnswered)
                .flatMap(answered -> questions.stream().filter(answered::asks))
                .filter(question -> !question.isAskedAgain())
                .map(question -> asker.offer(
                        "REOPEN_QUESTION",
                        "information-requests/%d/items/%d/reopening"
                                .formatted(question.requestNumber(), question.number())))
                .toList();
    }
}
