package org.llmregistry.review.casefile;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.review.casefile.CaseView.NextAction;
import org.llmregistry.review.deadline.ClockView;
import org.llmregistry.review.deadline.Deadlines;
import org.llmregistry.review.duty.SeparationOfDuties;
import org.llmregistry.review.registry.RegistryMessages;
import org.llmregistry.review.scheme.Scheme;
import org.llmregistry.review.scheme.Scheme.Step;
import org.llmregistry.review.scheme.Schemes;

/// Shows a case to the person who asks: what can be done now, and why that person may not.
@ApplicationScoped
public class Cases {

    private final SeparationOfDuties duties;
    private final Schemes schemes;
    private final Deadlines deadlines;
    private final RegistryMessages registry;
    private final Caller caller;
    private final ObjectMapper json;

    Cases(
            SeparationOfDuties duties,
            Schemes schemes,
            Deadlines deadlines,
            RegistryMessages registry,
            Caller caller,
            ObjectMapper json) {
        this.duties = duties;
        this.schemes = schemes;
        this.deadlines = deadlines;
        this.registry = registry;
        this.caller = caller;
        this.json = json;
    }

    /// After a change: the due date follows, and the version in the answer is the one that the change made.
    public CaseView view(CaseFile file) {
        List<ClockView> clocks = refreshDue(file);
        return show(file, clocks);
    }

    /// One step of a case: its state, its due date, and the word to the vendor's side change together.
    public void move(CaseFile file, CaseStatus to, Instant at) {
        file.moveTo(to, at);
        refreshDue(file);
        registry.progress(file.id(), file.applicationId(), to.name(), at, List.of(), file.schemeVersion());
    }

    List<ClockView> refreshDue(CaseFile file) {
        CaseFile.flush();
        List<ClockView> clocks = clocks(file);
        file.dueOn(Deadlines.earliest(clocks).orElse(null));
        CaseFile.flush();
        return clocks;
    }

    CaseView show(CaseFile file) {
        return show(file, clocks(file));
    }

    private List<ClockView> clocks(CaseFile file) {
        return deadlines.of(file.id(), file.schemeCode(), file.schemeVersion());
    }

    private CaseView show(CaseFile file, List<ClockView> clocks) {
        List<NextAction> actions = new ArrayList<>();
        List<Step> steps = steps(file);
        Supplier<Optional<String>> conflict = askedOnce(() -> duties.conflict(file.id(), caller.id()));
        for (CaseAction action : CaseAction.values()) {
            if (action.fits(file, steps)) {
                String whyNot = objection(action, file, conflict);
                actions.add(new NextAction(
                        action.name(),
                        action.method,
                        "/cases/%s/%s".formatted(file.id(), action.path),
                        action.role,
                        whyNot == null,
                        whyNot));
            }
        }
        return CaseView.of(file, clocks, actions, json);
    }

    private List<Step> steps(CaseFile file) {
        Integer version = file.schemeVersion();
        return version == null
                ? List.of()
                : schemes.version(file.schemeCode(), version)
                        .flatMap(scheme -> scheme.track(file.track()))
                        .map(Scheme.Track::steps)
                        .orElse(List.of());
    }

    private @Nullable String objection(CaseAction action, CaseFile file, Supplier<Optional<String>> conflict) {
        if (!caller.has(action.role)) {
            return "Only the role %s may do this.".formatted(action.role);
        }
        if (action.duty != null) {
            return duties.objection(file.id(), caller.id(), action.duty).orElse(null);
        }
        if (!caller.id().equals(file.officer())) {
            return "Only the officer who claimed the case may do this.";
        }
        return action == CaseAction.RELEASE ? null : conflict.get().orElse(null);
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
