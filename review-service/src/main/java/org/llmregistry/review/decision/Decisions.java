package org.llmregistry.review.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.assessment.Findings;
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

    /// Who made a decision.
    @Schema(name = "DecisionMaker")
    public enum Maker {
        PERSON,
        SILENCE,
        PANEL
    }

    /// A decision on record, without the name of who made it: a letter speaks for the authority.
    ///
    /// @param code     GRANTED, GRANTED_WITH_CONDITIONS or REFUSED
    /// @param outcome  in words
    /// @param appealBy last day of an appeal; null: none is possible (no conditions, or a panel's word)
    public record Made(
            String code,
            String outcome,
            Maker by,
            Instant at,
            @Nullable LocalDate appealBy,
            Grounds grounds) {}

    /// The one that stands: the newest of those that a person, the silence of the authority or a panel made.
    public Optional<Made> of(CaseFile file) {
        UUID id = file.id();
        return Stream.of(
                        PanelDecision.newestOf(id).map(found -> found.toMade(conditions(found.conditions()))),
                        DeemedDecision.of(id).map(DeemedDecision::toMade),
                        Decision.newestOf(id).map(found -> made(found, file)))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(Made::at));
    }

    private Made made(Decision found, CaseFile file) {
        Decision.Outcome outcome = found.outcome();
        return new Made(
                outcome.name(),
                outcome.words(),
                Maker.PERSON,
                found.decidedAt(),
                outcome == Decision.Outcome.GRANTED
                        ? null
                        : lastDayOfAppeal(found.decidedAt(), assessing.schemeOf(file)),
                grounds(found));
    }

    /// Calendar days of the authority; the day of the decision does not count.
    public static LocalDate lastDayOfAppeal(Instant decidedAt, Scheme scheme) {
        return scheme.dayOf(decidedAt).plusDays(scheme.appeal().withinDays());
    }

    /// Tells the registry, and through it the applicant, what stands now and why.
    ///
    /// @param at        of the act: the decision, or a panel's word
    /// @param upheldFor why a panel let it stand; null: no panel did
    public void tell(CaseFile file, Made made, Instant at, @Nullable String upheldFor) {
        registry.decided(made.grounds().toMessage(file, made, at, upheldFor));
    }

    /// A panel grants, or changes the conditions; the decision before stays on record.
    public Made recordReplacement(
            CaseFile file, int appeal, String reasons, List<Grounds.Condition> conditions, Instant at) {
        PanelDecision replacing = new PanelDecision(file.id(), appeal, reasons, write(conditions), at);
        replacing.persistAndFlush();
        set(file, true, conditions, at);
        return replacing.toMade(conditions);
    }

    /// Approves a case that nobody decided in time, under a scheme that takes silence for consent: a grant without
    /// conditions. The office is told by the case, the registry by the same message as of any grant.
    public void recordSilence(CaseFile file, LocalDate missedOn, Instant at) {
        DeemedDecision deemed = new DeemedDecision(file, missedOn, at);
        deemed.persistAndFlush();
        file.approveBySilence(at);
        set(file, true, List.of(), at);
        tell(file, deemed.toMade(), at, null);
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
                conditions(decision.conditions()));
    }

    /// Refuses a decision that contradicts itself, the scheme, or what was found; all faults at once.
    Grounds check(CaseFile file, Decide command) {
        Findings findings = assessing.findings(file);
        Map<String, ThresholdView> held = findings.thresholds().stream()
                .collect(Collectors.toMap(view -> view.threshold().code(), Function.identity()));
        List<Violation> faults = command.faults(assessing.schemeOf(file), held);
        if (!faults.isEmpty()) {
            throw Refusal.of(
                    ReviewProblem.INVALID_DECISION,
                    "The decision does not fit its outcome, the scheme or the findings.",
                    faults);
        }
        Set<String> waived =
                command.waived().stream().map(Decide.Waive::threshold).collect(Collectors.toSet());
        if (command.outcome().grants()) {
            findings.requireGrantable(waived);
        }
        return new Grounds(
                command.reasons(),
                command.legalBasis(),
                command.givenReasons().stream()
                        .map(given -> new Grounds.ClauseReason(given.clause(), given.reason()))
                        .toList(),
                command.waived().stream().map(given -> waiver(given, held)).toList(),
                command.conditions().stream()
                        .map(Decide.SetCondition::toCondition)
                        .toList());
    }

    private static Grounds.Waiver waiver(Decide.Waive given, Map<String, ThresholdView> held) {
        ThresholdView view = Objects.requireNonNull(held.get(given.threshold()));
        return new Grounds.Waiver(given.threshold(), view.result(), given.reason());
    }

    List<BaseLicence> baseLicences(Decision decision) {
        return read(decision.baseLicences(), new TypeReference<List<BaseLicence>>() {});
    }

    Made record(
            CaseFile file,
            Decision.Outcome outcome,
            Grounds grounds,
            List<BaseLicence> bases,
            String person,
            Instant at) {
        Decision decision = new Decision(
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
                at);
        decision.persistAndFlush();
        set(file, outcome.grants(), grounds.conditions(), at);
        return made(decision, file);
    }

    Decide.Draft draft(Recommendation recommendation) {
        return new Decide.Draft(
                read(recommendation.conditions(), new TypeReference<List<Decide.SetCondition>>() {}),
                read(recommendation.departures(), new TypeReference<List<Decide.Waive>>() {}));
    }

    private void set(CaseFile file, boolean granted, List<Grounds.Condition> conditions, Instant at) {
        following.replace(file, granted, at);
        conditions.forEach(set -> following.open(file, set.code(), set.text(), set.dueOn(), set.evidence(), at));
    }

    private List<Grounds.Condition> conditions(String text) {
        return read(text, new TypeReference<List<Grounds.Condition>>() {});
    }

    String write(Object list) {
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
