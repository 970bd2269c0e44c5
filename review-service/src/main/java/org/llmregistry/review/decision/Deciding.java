package org.llmregistry.review.decision;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.casefile.CaseView;
import org.llmregistry.review.casefile.Cases;
import org.llmregistry.review.duty.Duty;
import org.llmregistry.review.duty.SeparationOfDuties;
import org.llmregistry.review.hearing.Hearings;
import org.llmregistry.review.registry.BaseLicences.BaseLicence;

/// A decision, its audit event and the word to the registry, in one transaction.
@ApplicationScoped
class Deciding {

    private final Cases cases;
    private final Assessing assessing;
    private final Decisions decisions;
    private final Hearings hearings;
    private final SeparationOfDuties duties;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    Deciding(
            Cases cases,
            Assessing assessing,
            Decisions decisions,
            Hearings hearings,
            SeparationOfDuties duties,
            AuditTrail audit,
            Caller caller,
            Clock clock) {
        this.cases = cases;
        this.assessing = assessing;
        this.decisions = decisions;
        this.hearings = hearings;
        this.duties = duties;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /// What the application rests on, by the registry's answer of a moment ago. It is no part of the request: sent
    /// again with its key, a request is the same one whatever the registry says by then.
    record Bases(List<BaseLicence> all) {
        @JsonValue
        String inRequest() {
            return "";
        }
    }

    @Transactional
    @Idempotent
    CaseView decide(UUID id, Decide command, Bases bases) {
        CaseFile file = CaseFile.locked(id);
        boolean granted = command.outcome().grants();
        file.requireState(CaseStatus.DECISION_PROPOSED, granted ? CaseStatus.APPROVED : CaseStatus.REFUSED);
        duties.perform(id, caller.id(), Duty.DECISION);
        Decision.requireAnotherPerson(id, caller.id());
        Grounds grounds = decisions.check(file, command);
        if (granted && assessing.trackOf(file).requiresBaseLicence()) {
            requireInForce(file.appliedFor().kind(), bases.all());
        }
        hearings.requireHeard(file, command.outcome().name());
        Instant now = clock.instant();
        Decisions.Made made = decisions.record(file, command.outcome(), grounds, bases.all(), caller.id(), now);
        file.decide(granted, caller.id(), now);
        decisions.tell(file, made, now, null);
        audit.record(
                "case.decided",
                "cases/" + id,
                caller.id(),
                Map.of(
                        "applicationId", file.applicationId(),
                        "outcome", command.outcome(),
                        "conditions",
                                grounds.conditions().stream()
                                        .map(Grounds.Condition::code)
                                        .toList(),
                        "waivers",
                                grounds.waivers().stream()
                                        .map(Grounds.Waiver::threshold)
                                        .toList()));
        return cases.view(file);
    }

    /// What a grant rests on has a licence in force, all of it (domain rule A16); a registration rests on something.
    static void requireInForce(String kind, List<BaseLicence> bases) {
        if (bases.isEmpty() && kind.equals("REGISTRATION")) {
            throw Refusal.of(ReviewProblem.BASE_LICENCE_NOT_IN_FORCE, "The application names no licensed model.");
        }
        bases.stream().filter(base -> !base.inForce()).findFirst().ifPresent(base -> {
            throw Refusal.of(
                    ReviewProblem.BASE_LICENCE_NOT_IN_FORCE,
                    "%s is %s.".formatted(base.number() == null ? base.model() : base.number(), base.status()));
        });
    }
}
