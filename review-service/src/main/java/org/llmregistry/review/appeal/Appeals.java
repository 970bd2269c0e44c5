package org.llmregistry.review.appeal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.appeal.AppealResource.CastVote;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.casefile.Cases;
import org.llmregistry.review.decision.Decide;
import org.llmregistry.review.decision.Decisions;
import org.llmregistry.review.decision.Grounds;
import org.llmregistry.review.duty.SeparationOfDuties;

/// Appeals before a panel: as many members as the scheme asks for have to agree; until they do, each may vote again.
@ApplicationScoped
class Appeals {

    private final Cases cases;
    private final Assessing assessing;
    private final Decisions decisions;
    private final SeparationOfDuties duties;
    private final AuditTrail audit;
    private final Clock clock;
    private final ObjectMapper json;

    Appeals(
            Cases cases,
            Assessing assessing,
            Decisions decisions,
            SeparationOfDuties duties,
            AuditTrail audit,
            Clock clock,
            ObjectMapper json) {
        this.cases = cases;
        this.assessing = assessing;
        this.decisions = decisions;
        this.duties = duties;
        this.audit = audit;
        this.clock = clock;
        this.json = json;
    }

    /// @return false when there is nothing that an appeal could be against
    boolean lodge(CaseFile file, String grounds, List<String> documents, Instant at) {
        CaseStatus against = file.status();
        if (!against.allowedNext().contains(CaseStatus.UNDER_APPEAL)) {
            return false;
        }
        Appeal appeal = new Appeal(file.id(), against, grounds, documents, at);
        appeal.persist();
        cases.move(file, CaseStatus.UNDER_APPEAL, clock.instant());
        record("appeal.lodged", file, AuditTrail.SYSTEM, Map.of("appeal", appeal.number(), "against", against));
        return true;
    }

    void vote(CaseFile file, CastVote command, String member) {
        file.requireState(CaseStatus.UNDER_APPEAL, file.status());
        Appeal appeal = Appeal.openOf(file.id()).orElseThrow();
        checkConditions(command);
        if (command.outcome() == Appeal.Outcome.REPLACED) {
            requireReplaceable(file, appeal, command);
        }
        int panel = assessing.schemeOf(file).appeal().panel();
        Map<String, Vote> standing = Vote.standing(Vote.of(file.id(), appeal.number()));
        duties.sit(file.id(), member, standing.keySet(), panel);
        Instant now = clock.instant();
        Vote vote = new Vote(
                file.id(),
                appeal.number(),
                command.outcome(),
                command.reasons(),
                write(command.conditions()),
                member,
                now);
        vote.persistAndFlush();
        record("appeal.voted", file, member, Map.of("appeal", appeal.number(), "outcome", command.outcome()));
        standing.put(member, vote);
        if (standing.values().stream().filter(vote::agreesWith).count() == panel) {
            conclude(file, appeal, command, now);
        }
    }

    private void conclude(CaseFile file, Appeal appeal, CastVote agreed, Instant now) {
        appeal.decide(agreed.outcome(), now);
        Appeal.flush();
        record(
                "appeal.decided",
                file,
                AuditTrail.SYSTEM,
                Map.of("appeal", appeal.number(), "outcome", agreed.outcome()));
        switch (agreed.outcome()) {
            case UPHELD -> {
                file.moveTo(appeal.against(), now);
                tell(file, decisions.of(file).orElseThrow(), now, agreed.reasons());
            }
            case REPLACED -> {
                file.moveTo(CaseStatus.APPROVED, now);
                List<Grounds.Condition> set = agreed.conditions().stream()
                        .map(Decide.SetCondition::toCondition)
                        .toList();
                tell(file, decisions.recordReplacement(file, appeal.number(), agreed.reasons(), set, now), now, null);
            }
            case REMITTED ->
                cases.move(
                        file,
                        assessing.trackOf(file).hasCentralReview()
                                ? CaseStatus.CENTRAL_REVIEW
                                : CaseStatus.REGIONAL_REVIEW,
                        now);
        }
    }

    private void tell(CaseFile file, Decisions.Made stands, Instant now, @Nullable String upheldFor) {
        cases.refreshDue(file);
        decisions.tell(file, stands, now, upheldFor);
    }

    private static void checkConditions(CastVote command) {
        if (command.outcome() != Appeal.Outcome.REPLACED
                && !command.conditions().isEmpty()) {
            throw Refusal.of(
                    ReviewProblem.INVALID_DECISION,
                    "The vote contradicts itself.",
                    List.of(new Violation("/conditions", "conditions-match-outcome", "Only REPLACED has conditions.")));
        }
    }

    /// The panel cannot grant what stands against granting: then the case is assessed again. Conditions that stand
    /// already are upheld, not replaced.
    private void requireReplaceable(CaseFile file, Appeal appeal, CastVote command) {
        if (appeal.against() == CaseStatus.REFUSED) {
            assessing.findings(file).requireProposable();
            return;
        }
        List<Grounds.Condition> now = decisions.of(file).orElseThrow().grounds().conditions();
        List<Grounds.Condition> wanted = command.conditions().stream()
                .map(Decide.SetCondition::toCondition)
                .toList();
        if (now.equals(wanted)) {
            throw Refusal.of(
                    ReviewProblem.INVALID_DECISION,
                    "The vote contradicts itself.",
                    List.of(new Violation("/conditions", "replaces", "These conditions stand; vote UPHELD.")));
        }
    }

    private void record(String event, CaseFile file, String person, Map<String, Object> facts) {
        Map<String, Object> all = new java.util.HashMap<>(facts);
        all.put("applicationId", file.applicationId());
        audit.record(event, "cases/" + file.id(), person, all);
    }

    private String write(List<Decide.SetCondition> conditions) {
        try {
            return json.writeValueAsString(conditions);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
