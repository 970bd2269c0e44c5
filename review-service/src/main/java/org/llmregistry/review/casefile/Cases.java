package org.llmregistry.review.casefile;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.casefile.CaseView.NextAction;
import org.llmregistry.review.deadline.ClockView;
import org.llmregistry.review.deadline.Deadlines;
import org.llmregistry.review.deadline.Deadlines.Clocks;
import org.llmregistry.review.duty.SeparationOfDuties;
import org.llmregistry.review.offer.Offer;
import org.llmregistry.review.offer.Offers;
import org.llmregistry.review.registry.RegistryMessages;
import org.llmregistry.review.scheme.Scheme;
import org.llmregistry.review.scheme.Schemes;

/// Shows a case to the person who asks: what can be done now, and why that person may not.
@ApplicationScoped
public class Cases {

    private final SeparationOfDuties duties;
    private final Schemes schemes;
    private final Deadlines deadlines;
    private final RegistryMessages registry;
    private final List<Offers> parts;
    private final AuditTrail audit;
    private final Caller caller;
    private final ObjectMapper json;

    Cases(
            SeparationOfDuties duties,
            Schemes schemes,
            Deadlines deadlines,
            RegistryMessages registry,
            @All List<Offers> parts,
            AuditTrail audit,
            Caller caller,
            ObjectMapper json) {
        this.duties = duties;
        this.schemes = schemes;
        this.deadlines = deadlines;
        this.registry = registry;
        this.parts = parts;
        this.audit = audit;
        this.caller = caller;
        this.json = json;
    }

    /// After a change: the due date follows, and the version in the answer is the one that the change made.
    public CaseView view(CaseFile file) {
        return shown(file, refreshed(file));
    }

    /// As [#view], after a step that the vendor's side is told about.
    public CaseView reported(CaseFile file, Instant at) {
        Clocks clocks = refreshed(file);
        report(file, at, List.of(), clocks);
        return shown(file, clocks);
    }

    /// One step of a case: its state, its due date, and the word to the vendor's side change together.
    public void move(CaseFile file, CaseStatus to, Instant at) {
        file.moveTo(to, at);
        report(file, at, List.of());
    }

    /// Takes an application in: the version of the scheme that is in force today is pinned and the clock starts.
    public Scheme accept(CaseFile file, String actor, Map<String, ?> facts, Instant at) {
        Scheme scheme = schemeInForce(file);
        file.accept(scheme, at);
        report(file, at, List.of());
        Map<String, Object> all = new HashMap<>(facts);
        all.put("applicationId", file.applicationId());
        all.put("scheme", scheme.code());
        all.put("schemeVersion", scheme.version());
        audit.record("case.accepted", "cases/" + file.id(), actor, all);
        return scheme;
    }

    /// Before acceptance the version in force counts.
    @Nullable
    Instant endOfResubmission(CaseFile file, Instant returnedAt) {
        return schemes.inForce(file.schemeCode(), file.appliedFor().track())
                .flatMap(scheme -> Optional.ofNullable(scheme.resubmissionDays())
                        .map(days -> scheme.endOf(scheme.dayOf(returnedAt).plusDays(days))))
                .orElse(null);
    }

    Scheme schemeInForce(CaseFile file) {
        return schemes.inForce(file.schemeCode(), file.appliedFor().track())
                .orElseThrow(() -> Refusal.of(
                        ReviewProblem.UNKNOWN_SCHEME,
                        "%s has no track %s in force today."
                                .formatted(file.schemeCode(), file.appliedFor().track())));
    }

    /// Tells the vendor's side where the case stands, and the office's last day in time: that it is late, never who.
    public void report(CaseFile file, Instant at, List<Violation> defects) {
        report(file, at, defects, refreshed(file));
    }

    private void report(CaseFile file, Instant at, List<Violation> defects, Clocks clocks) {
        ClockView first = clocks.first().orElse(null);
        registry.progress(
                file.id(),
                file.applicationId(),
                file.status().name(),
                at,
                defects,
                file.schemeVersion(),
                file.dueOn(),
                file.submitted().resubmitBefore(),
                first == null ? null : first.overdue());
    }

    /// @return the running clock that is due first
    public Optional<ClockView> refreshDue(CaseFile file) {
        return refreshed(file).first();
    }

    /// The clocks are folded from moves, which are written already: one write of the case is enough.
    private Clocks refreshed(CaseFile file) {
        Clocks clocks = clocks(file);
        file.dueOn(clocks.first().map(ClockView::dueOn).orElse(null));
        CaseFile.flush();
        return clocks;
    }

    /// Everything was written: the many queries of what can be done need not look for changes first.
    private CaseView shown(CaseFile file, Clocks clocks) {
        EntityManager database = CaseFile.getEntityManager();
        FlushModeType before = database.getFlushMode();
        database.setFlushMode(FlushModeType.COMMIT);
        try {
            return show(file, clocks);
        } finally {
            database.setFlushMode(before);
        }
    }

    CaseView show(CaseFile file) {
        return show(file, clocks(file));
    }

    private Clocks clocks(CaseFile file) {
        return deadlines.read(file.id(), file.schemeCode(), file.schemeVersion());
    }

    private CaseView show(CaseFile file, Clocks clocks) {
        List<NextAction> actions = new ArrayList<>();
        Scheme scheme = schemeOf(file).orElse(null);
        Supplier<Optional<String>> conflict = askedOnce(() -> duties.conflict(file.id(), caller.id()));
        for (CaseAction action : CaseAction.values()) {
            if (action.fits(file, scheme) && !(action == CaseAction.EXTEND && clocks.extended())) {
                String whyNot = objection(action, file, conflict);
                actions.add(NextAction.of(
                        file.id(), new Offer(action.name(), action.method, action.path, action.role, whyNot)));
            }
        }
        for (Offers part : parts) {
            for (Offer offer : part.of(file.id(), caller.id())) {
                actions.add(NextAction.of(file.id(), against(offer, conflict)));
            }
        }
        return CaseView.of(file, clocks.shown(), actions, json);
    }

    private Optional<Scheme> schemeOf(CaseFile file) {
        Integer version = file.schemeVersion();
        return version == null ? Optional.empty() : schemes.version(file.schemeCode(), version);
    }

    private Offer against(Offer offer, Supplier<Optional<String>> conflict) {
        String rule = caller.has(offer.role())
                ? Optional.ofNullable(offer.rule()).or(conflict).orElse(null)
                : onlyFor(offer.role());
        return new Offer(offer.action(), offer.method(), offer.path(), offer.role(), rule);
    }

    private static String onlyFor(String role) {
        return "Only the role %s may do this.".formatted(role);
    }

    private @Nullable String objection(CaseAction action, CaseFile file, Supplier<Optional<String>> conflict) {
        if (!caller.has(action.role)) {
            return onlyFor(action.role);
        }
        if (action.duty != null) {
            return duties.objection(file.id(), caller.id(), action.duty).orElse(null);
        }
        if (action == CaseAction.EXTEND || action == CaseAction.ASSIGN) {
            return conflict.get().orElse(null);
        }
        if (action.role.equals("review-lead")) { // who has a conflict hands the case away
            return null;
        }
        Optional<String> objection = file.objectionTo(caller.id());
        return (action == CaseAction.RELEASE ? objection : objection.or(conflict)).orElse(null);
    }

    /// Most actions do not ask, several ask the same.
    private static Supplier<Optional<String>> askedOnce(Supplier<Optional<String>> question) {
        List<Optional<String>> answer = new ArrayList<>();
        return () -> {
            if (answer.isEmpty()) {
                answer.add(question.get());
            }
            return answer.getFirst();
        };
    }
}
