package org.llmregistry.review.question;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.casefile.Cases;
import org.llmregistry.review.duty.SeparationOfDuties;
import org.llmregistry.review.question.AnswerResource.GiveAnswers;
import org.llmregistry.review.question.InformationRequestResource.Ask;
import org.llmregistry.review.question.InformationRequestResource.Reopen;
import org.llmregistry.review.registry.RegistryMessages;
import org.llmregistry.review.scheme.Scheme;

/// Rounds of questions (domain rules A9 and A10): the clock stops at dispatch and runs again with the last answer.
@ApplicationScoped
class Asking {

    static final String NOT_YOURS_TO_SEND = "Who drafted the questions may not send them.";
    static final String NOT_YOURS_TO_REJECT = "Who drafted the questions may not reject them, but take them back.";

    private final Cases cases;
    private final Assessing assessing;
    private final RegistryMessages registry;
    private final AuditTrail audit;
    private final SeparationOfDuties duties;
    private final Clock clock;
    private final ObjectMapper json;

    Asking(
            Cases cases,
            Assessing assessing,
            RegistryMessages registry,
            AuditTrail audit,
            SeparationOfDuties duties,
            Clock clock,
            ObjectMapper json) {
        this.cases = cases;
        this.assessing = assessing;
        this.registry = registry;
        this.audit = audit;
        this.duties = duties;
        this.clock = clock;
        this.json = json;
    }

    InformationRequest draft(CaseFile file, Ask command, String person) {
        requireAssessable(file);
        Scheme scheme = assessing.schemeOf(file);
        List<Violation> faults = new ArrayList<>();
        for (int i = 0; i < command.items().size(); i++) {
            Ask.Item item = command.items().get(i);
            if (!scheme.hasClause(item.clause())) {
                faults.add(new Violation(
                        "/items/%d/clause".formatted(i), "known-clause", "See GET /cases/{id}/assessments."));
            }
            faults.addAll(faultsOf(item.answerDays(), "/items/%d/answerDays".formatted(i), scheme));
        }
        refuse(faults);
        InformationRequest request = newDraft(file, scheme, person);
        for (int i = 0; i < command.items().size(); i++) {
            Ask.Item item = command.items().get(i);
            new Question(request, i + 1, item.clause(), item.question(), item.answerDays()).persist();
        }
        record("information-request.drafted", file, request.number(), person, Map.of());
        return request;
    }

    /// Drafts an item again whose answer is not enough: beside others that the same person drafted, or alone. As every
    /// draft it needs a lead and uses a round.
    InformationRequest reopen(CaseFile file, int number, int item, Reopen command, String person) {
        requireAssessable(file);
        Scheme scheme = assessing.schemeOf(file);
        InformationRequest answered = InformationRequest.of(file.id(), number);
        Question question = Question.of(file.id(), number, item);
        if (!answered.isAnswered()) {
            throw Refusal.of(ReviewProblem.REQUEST_SENT, "The vendor has not answered yet.");
        }
        if (question.isAskedAgain()) {
            throw Refusal.of(ReviewProblem.REQUEST_SENT, "Item %d is asked again already.".formatted(item));
        }
        refuse(faultsOf(command.answerDays(), "/answerDays", scheme));
        InformationRequest draft = InformationRequest.ofCase(file.id()).stream()
                .filter(request -> request.isDrafted() && request.draftedBy().equals(person))
                .findFirst()
                .orElseGet(() -> newDraft(file, scheme, person));
        int next = Question.of(file.id(), draft.number()).size() + 1;
        question.again(draft, next, command.reason(), command.answerDays()).persist();
        record("information-request.reopened", file, draft.number(), person, Map.of("reopens", number, "item", item));
        return draft;
    }

    private InformationRequest newDraft(CaseFile file, Scheme scheme, String person) {
        List<InformationRequest> earlier = InformationRequest.ofCase(file.id());
        if (earlier.stream().anyMatch(InformationRequest::isOpen)) {
            throw Refusal.of(ReviewProblem.NO_MORE_ROUNDS, "An earlier request is not answered yet.");
        }
        int most = scheme.informationRequests().maxRounds();
        if (earlier.stream().filter(InformationRequest::isSent).count() >= most) {
            throw Refusal.of(ReviewProblem.NO_MORE_ROUNDS, "The scheme allows %d rounds.".formatted(most));
        }
        InformationRequest request = new InformationRequest(file.id(), earlier.size() + 1, person, clock.instant());
        request.persistAndFlush();
        return request;
    }

    private static List<Violation> faultsOf(@Nullable Integer answerDays, String at, Scheme scheme) {
        int most = scheme.informationRequests().answerDays();
        return answerDays == null || answerDays <= most
                ? List.of()
                : List.of(new Violation(at, "days-of-scheme", "The scheme gives at most %d days.".formatted(most)));
    }

    private static void refuse(List<Violation> faults) {
        if (!faults.isEmpty()) {
            throw Refusal.of(ReviewProblem.INVALID_QUESTIONS, "The scheme has other rules.", faults);
        }
    }

    InformationRequest send(CaseFile file, int number, String lead) {
        requireAssessable(file);
        InformationRequest request = InformationRequest.of(file.id(), number);
        requireLead(request, lead, NOT_YOURS_TO_SEND);
        Scheme scheme = assessing.schemeOf(file);
        request.send(lead, file.status(), clock.instant());
        List<Question> questions = Question.of(file.id(), number);
        LocalDate today = scheme.dayOf(clock.instant());
        questions.forEach(
                question -> question.send(today, scheme.informationRequests().answerDays()));
        request.dueOn(earliest(questions));
        cases.move(file, CaseStatus.INFO_REQUESTED, clock.instant());
        registry.asked(
                file.applicationId(),
                number,
                request.sentAt(),
                request.dueOn(),
                questions.stream().map(Question::toMessage).toList());
        record(
                "information-request.sent",
                file,
                number,
                lead,
                Map.of("dueOn", request.dueOn().toString()));
        return request;
    }

    InformationRequest reject(CaseFile file, int number, String reason, String lead) {
        InformationRequest request = InformationRequest.of(file.id(), number);
        requireLead(request, lead, NOT_YOURS_TO_REJECT);
        request.close(lead, reason, clock.instant());
        record("information-request.rejected", file, number, lead, Map.of());
        return request;
    }

    InformationRequest withdraw(CaseFile file, int number, String person) {
        requireAssessable(file);
        InformationRequest request = InformationRequest.of(file.id(), number);
        request.close(person, null, clock.instant());
        record("information-request.withdrawn", file, number, person, Map.of());
        return request;
    }

    private void requireLead(InformationRequest request, String lead, String rule) {
        duties.requireAnother(lead, List.of(request.draftedBy()), rule);
        duties.requireNoConflict(request.caseId(), lead);
    }

    private static LocalDate earliest(List<Question> open) {
        return open.stream().map(Question::dueOn).min(Comparator.naturalOrder()).orElseThrow();
    }

    /// Takes what the vendor answered to a case that waits for it; with the last open item the case goes on.
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
                    .answer(given, message.answeredAt());
        }
        Map<String, Object> facts = new HashMap<>();
        facts.put(
                "items",
                message.answers().stream().map(GiveAnswers.Answer::item).toList());
        GiveAnswers.Revision revision = message.revision();
        if (revision != null) {
            file.amend(file.submitted().amended(revision.number(), revision.dossier(), json));
            facts.put("revision", revision.number());
        }
        record("information-request.answered", file, message.number(), AuditTrail.SYSTEM, facts);
        List<Question> open = questions.stream().filter(Question::isOpen).toList();
        if (!open.isEmpty()) {
            request.dueOn(earliest(open));
        } else {
            request.answered(message.answeredAt());
            cases.move(file, request.resumeIn(), clock.instant());
        }
        return open.isEmpty();
    }

    private static void requireAssessable(CaseFile file) {
        if (file.status() != CaseStatus.CENTRAL_REVIEW) {
            file.requireState(CaseStatus.REGIONAL_REVIEW, CaseStatus.INFO_REQUESTED);
        }
    }

    private void record(String event, CaseFile file, int number, String person, Map<String, Object> more) {
        Map<String, Object> facts = new HashMap<>(more);
        facts.put("applicationId", file.applicationId());
        facts.put("request", number);
        audit.record(event, "cases/" + file.id(), person, facts);
    }
}
