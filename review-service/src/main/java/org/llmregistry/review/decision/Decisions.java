package org.llmregistry.review.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.assessment.ThresholdView;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.condition.Conditions;
import org.llmregistry.review.registry.BaseLicences.BaseLicence;
import org.llmregistry.review.registry.RegistryMessages;
import org.llmregistry.review.scheme.Scheme;

/// Checks what is to be decided against the scheme of its case, keeps it on record and reads it back.
@ApplicationScoped
public class Decisions {

    private final Assessing assessing;
    private final Conditions following;
    private final RegistryMessages registry;
    private final AuditTrail audit;
    private final ObjectMapper json;

    Decisions(
            Assessing assessing, Conditions following, RegistryMessages registry, AuditTrail audit, ObjectMapper json) {
        this.assessing = assessing;
        this.following = following;
        this.registry = registry;
        this.audit = audit;
        this.json = json;
    }

    /// A decision on record, without who made it: a letter speaks for the authority.
    ///
    /// @param code    GRANTED, GRANTED_WITH_CONDITIONS or REFUSED
    /// @param outcome in words
    public record Made(String code, String outcome, Instant at, Grounds grounds) {}

    public Optional<Made> of(UUID caseId) {
        return DeemedDecision.standing(caseId)
                .map(DeemedDecision::toMade)
                .or(() -> Decision.newestOf(caseId)
                        .map(found -> new Made(
                                found.outcome().name(), found.outcome().words(), found.decidedAt(), grounds(found))));
    }

    /// Approves a case that nobody decided in time, under a scheme that takes silence for consent: a grant without
    /// conditions. The office is told by the case, the registry by the same message as of any grant.
    public void recordSilence(CaseFile file, LocalDate missedOn, Instant at) {
        DeemedDecision deemed = new DeemedDecision(file, missedOn, at);
        deemed.persistAndFlush();
        file.approveBySilence(at);
        registry.decided(
                file.id(),
                file.applicationId(),
                Decision.Outcome.GRANTED.name(),
                at,
                file.schemeCode(),
                Objects.requireNonNull(file.schemeVersion()),
                deemed.reasons(),
                List.of());
        audit.record(
                "case.decided",
                "cases/" + file.id(),
                AuditTrail.SYSTEM,
                Map.of(
                        "applicationId",
                        file.applicationId(),
                        "outcome",
                        Decision.Outcome.GRANTED,
                        "deemed",
                        true,
                        "missedOn",
                        missedOn.toString()));
    }

    Grounds grounds(Decision decision) {
        return new Grounds(
                decision.reasons(),
                decision.legalBasis(),
                read(decision.clauseReasons(), new TypeReference<List<Grounds.ClauseReason>>() {}),
                read(decision.waivers(), new TypeReference<List<Grounds.Waiver>>() {}),
                read(decision.conditions(), new TypeReference<List<Grounds.Condition>>() {}));
    }

    /// Refuses a decision that contradicts itself, the scheme, or what was found; all faults at once.
    Grounds check(CaseFile file, Decide command) {
        List<Violation> faults = new ArrayList<>(outcomeFaults(command));
        faults.addAll(clauseFaults(command, assessing.schemeOf(file)));
        Map<String, ThresholdView> held = assessing.thresholds(file).stream()
                .collect(Collectors.toMap(view -> view.threshold().code(), Function.identity()));
        faults.addAll(waiverFaults(command, held));
        if (!faults.isEmpty()) {
            throw Refusal.of(
                    ReviewProblem.INVALID_DECISION,
                    "The decision does not fit its outcome, the scheme or the findings.",
                    faults);
        }
        Set<String> waived =
                command.waived().stream().map(Decide.Waive::threshold).collect(Collectors.toSet());
        if (command.outcome().grants()) {
            assessing.requireGrantable(file, waived);
        }
        return new Grounds(
                command.reasons(),
                command.legalBasis(),
                command.givenReasons().stream()
                        .map(given -> new Grounds.ClauseReason(given.clause(), given.reason()))
                        .toList(),
                command.waived().stream().map(given -> waiver(given, held)).toList(),
                command.conditions().stream()
                        .map(set -> new Grounds.Condition(set.code(), set.text(), set.dueOn(), set.evidence()))
                        .toList());
    }

    private static Grounds.Waiver waiver(Decide.Waive given, Map<String, ThresholdView> held) {
        ThresholdView view = Objects.requireNonNull(held.get(given.threshold()));
        return new Grounds.Waiver(given.threshold(), view.result(), given.reason());
    }

    List<BaseLicence> baseLicences(Decision decision) {
        return read(decision.baseLicences(), new TypeReference<List<BaseLicence>>() {});
    }

    void record(
            CaseFile file,
            Decision.Outcome outcome,
            Grounds grounds,
            List<BaseLicence> bases,
            String person,
            Instant at) {
        new Decision(
                        file.id(),
                        Recommendation.rounds(file.id()),
                        outcome,
                        grounds.reasons(),
                        grounds.legalBasis(),
                        write(grounds.clauseReasons()),
                        write(grounds.waivers()),
                        write(grounds.conditions()),
                        write(bases),
                        person,
                        at)
                .persistAndFlush();
        following.replace(file.id());
        grounds.conditions()
                .forEach(set -> following.open(file.id(), set.code(), set.text(), set.dueOn(), set.evidence(), at));
    }

    private static List<Violation> outcomeFaults(Decide command) {
        List<Violation> faults = new ArrayList<>();
        boolean conditional = command.outcome() == Decision.Outcome.GRANTED_WITH_CONDITIONS;
        if (conditional == command.conditions().isEmpty()) {
            faults.add(new Violation(
                    "/conditions",
                    "conditions-match-outcome",
                    conditional
                            ? "Name the conditions."
                            : "Leave the list empty: conditions belong to GRANTED_WITH_CONDITIONS only."));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < command.conditions().size(); i++) {
            if (!seen.add(command.conditions().get(i).code())) {
                faults.add(new Violation("/conditions/%d/code".formatted(i), "unique", "Give each its own code."));
            }
        }
        if (!command.outcome().grants() && command.givenReasons().isEmpty()) {
            faults.add(new Violation(
                    "/clauseReasons", "refusal-by-clause", "Name at least one clause that is not met, and why."));
        }
        if (!command.outcome().grants() && !command.waived().isEmpty()) {
            faults.add(new Violation("/waivers", "waivers-match-outcome", "A refusal waives nothing."));
        }
        return faults;
    }

    private static List<Violation> clauseFaults(Decide command, Scheme scheme) {
        List<Violation> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < command.givenReasons().size(); i++) {
            String clause = command.givenReasons().get(i).clause();
            String pointer = "/clauseReasons/%d/clause".formatted(i);
            if (!scheme.hasClause(clause)) {
                faults.add(new Violation(
                        pointer,
                        "known-clause",
                        "%s, version %d, has no clause %s.".formatted(scheme.code(), scheme.version(), clause)));
            } else if (!seen.add(clause)) {
                faults.add(new Violation(pointer, "unique", "Give one reason for each clause."));
            }
        }
        return faults;
    }

    private static List<Violation> waiverFaults(Decide command, Map<String, ThresholdView> held) {
        List<Violation> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < command.waived().size(); i++) {
            String code = command.waived().get(i).threshold();
            String pointer = "/waivers/%d/threshold".formatted(i);
            ThresholdView view = held.get(code);
            if (view == null) {
                faults.add(
                        new Violation(pointer, "known-threshold", "The scheme has no threshold %s.".formatted(code)));
            } else if (!view.threshold().waivable()) {
                faults.add(new Violation(
                        pointer, "waivable", "The scheme does not let anybody waive %s.".formatted(code)));
            } else if (!view.standsAgainstGranting()) {
                faults.add(new Violation(pointer, "not-met", "%s stands against nothing.".formatted(code)));
            } else if (!seen.add(code)) {
                faults.add(new Violation(pointer, "unique", "Waive each threshold once."));
            }
        }
        return faults;
    }

    private String write(Object list) {
        try {
            return json.writeValueAsString(list);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private <T> List<T> read(String text, TypeReference<List<T>> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
