package org.llmregistry.review.question;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.casefile.Cases;
import org.llmregistry.review.question.AnswerResource.GiveAnswers;
import org.llmregistry.review.question.InformationRequestResource.Ask;
import org.llmregistry.review.registry.RegistryMessages;
import org.llmregistry.review.scheme.Scheme;

/// Rounds of questions (domain rules A9 and A10): the clock stops at dispatch and runs again with the last answer.
@ApplicationScoped
class Asking {

    private final Cases cases;
    private final Assessing assessing;
    private final RegistryMessages registry;
    private final AuditTrail audit;
    private final Clock clock;

    Asking(Cases cases, Assessing assessing, RegistryMessages registry, AuditTrail audit, Clock clock) {
        this.cases = cases;
        this.assessing = assessing;
        this.registry = registry;
        this.audit = audit;
        this.clock = clock;
    }

    InformationRequest draft(CaseFile file, Ask command, String person) {
        requireAssessable(file);
        Scheme scheme = assessing.schemeOf(file);
        List<InformationRequest> earlier = InformationRequest.ofCase(file.id());
        if (earlier.stream().anyMatch(request -> !request.isAnswered())) {
            throw Refusal.of(ReviewProblem.NO_MORE_ROUNDS, "An earlier request is not answered yet.");
        }
        if (earlier.size() >= scheme.informationRequests().maxRounds()) {
            throw Refusal.of(
                    ReviewProblem.NO_MORE_ROUNDS,
                    "The scheme allows %d rounds."
                            .formatted(scheme.informationRequests().maxRounds()));
        }
        List<Violation> faults = new ArrayList<>();
        for (int i = 0; i < command.items().size(); i++) {
            if (!scheme.hasClause(command.items().get(i).clause())) {
                faults.add(new Violation(
                        "/items/%d/clause".formatted(i), "known-clause", "See GET /cases/{id}/assessments."));
            }
        }
        if (!faults.isEmpty()) {
            throw Refusal.of(ReviewProblem.UNKNOWN_CLAUSE, "The scheme has no such clause.", faults);
        }
        InformationRequest request = new InformationRequest(file.id(), earlier.size() + 1, person, clock.instant());
        request.persistAndFlush();
        for (int i = 0; i < command.items().size(); i++) {
            Ask.Item item = command.items().get(i);
            new Question(file.id(), request.number(), i + 1, item.clause(), item.question()).persist();
        }
        record("information-request.drafted", file, request.number(), person, Map.of());
        return request;
    }

    InformationRequest send(CaseFile file, int number, String lead) {
        requireAssessable(file);
        InformationRequest request = InformationRequest.of(file.id(), number);
        request.send(lead, file.status(), dueOn(file), clock.instant());
        dispatch(file, request);
        record(
                "information-request.sent",
                file,
                number,
                lead,
                Map.of("dueOn", request.dueOn().toString()));
        return request;
    }

    InformationRequest reopen(CaseFile file, int number, int item, String reason, String person) {
        requireAssessable(file);
        InformationRequest request = InformationRequest.of(file.id(), number);
        Question question = Question.<Question>findByIdOptional(new Question.Key(file.id(), number, item))
                .orElseThrow(() -> Refusal.notFound("Item %d of request %d".formatted(item, number)));
        if (!request.isAnswered()) {
            throw Refusal.of(ReviewProblem.REQUEST_SENT, "The vendor has not answered yet.");
        }
        question.reopen(reason);
        request.reopened(dueOn(file), file.status());
        dispatch(file, request);
        record("information-request.reopened", file, number, person, Map.of("item", item));
        return request;
    }

    /// Takes what the vendor answered; with the last open item the case goes on.
    ///
    /// @return whether every item is answered now
    boolean answer(CaseFile file, GiveAnswers message) {
        InformationRequest request = InformationRequest.of(file.id(), message.number());
        List<Question> questions = Question.of(file.id(), message.number());
        for (GiveAnswers.Answer given : message.answers()) {
            questions.stream()
                    .filter(question -> question.number() == given.item())
                    .findFirst()
                    .orElseThrow(() -> Refusal.notFound("Item %d".formatted(given.item())))
                    .answer(given.text(), given.documents(), message.answeredAt());
        }
        record(
                "information-request.answered",
                file,
                message.number(),
                AuditTrail.SYSTEM,
                Map.of(
                        "items",
                        message.answers().stream().map(GiveAnswers.Answer::item).toList()));
        boolean complete = questions.stream().noneMatch(Question::isOpen);
        if (complete && file.status() == CaseStatus.INFO_REQUESTED) {
            request.answered(message.answeredAt());
            cases.move(file, request.resumeIn(), clock.instant());
        }
        return complete;
    }

    private static void requireAssessable(CaseFile file) {
        if (file.status() != CaseStatus.CENTRAL_REVIEW) {
            file.requireState(CaseStatus.REGIONAL_REVIEW, CaseStatus.INFO_REQUESTED);
        }
    }

    private LocalDate today(CaseFile file) {
        return LocalDate.now(clock.withZone(ZoneId.of(assessing.schemeOf(file).timeZone())));
    }

    private LocalDate dueOn(CaseFile file) {
        return today(file)
                .plusDays(assessing.schemeOf(file).informationRequests().answerDays());
    }

    private void dispatch(CaseFile file, InformationRequest request) {
        cases.move(file, CaseStatus.INFO_REQUESTED, clock.instant());
        registry.asked(
                file.applicationId(),
                request.number(),
                request.sentAt(),
                request.dueOn(),
                Question.of(file.id(), request.number()).stream()
                        .map(question -> new RegistryMessages.Asked.Item(
                                question.number(),
                                question.clause(),
                                question.text(),
                                question.isOpen(),
                                question.reopenedFor()))
                        .toList());
    }

    private void record(String event, CaseFile file, int number, String person, Map<String, Object> more) {
        Map<String, Object> facts = new HashMap<>(more);
        facts.put("applicationId", file.applicationId());
        facts.put("request", number);
        audit.record(event, subject(file.id()), person, facts);
    }

    private static String subject(UUID caseId) {
        return "cases/" + caseId;
    }
}
