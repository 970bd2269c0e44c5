package org.llmregistry.review.casefile;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.review.casefile.CaseView.NextAction;
import org.llmregistry.review.deadline.Deadlines;
import org.llmregistry.review.duty.SeparationOfDuties;
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
        refreshDue(file);
        return show(file);
    }

    /// One step of a case: its state, its due date, and the word to the vendor's side change together.
    public void move(CaseFile file, CaseStatus to, Instant at) {
        file.moveTo(to, at);
        refreshDue(file);
        registry.progress(file.id(), file.applicationId(), to.name(), at, List.of(), file.schemeVersion());
    }

    /// For what changes the clocks without a move.
    public void refreshDue(CaseFile file) {
        CaseFile.flush();
        file.dueOn(deadlines
                .dueOn(file.id(), file.schemeCode(), file.schemeVersion())
                .orElse(null));
        CaseFile.flush();
    }

    CaseView show(CaseFile file) {
        List<NextAction> actions = new ArrayList<>();
        Scheme scheme = schemeOf(file).orElse(null);
        for (CaseAction action : CaseAction.values()) {
            if (action.fits(file, scheme)) {
                String whyNot = objection(action, file);
                actions.add(new NextAction(
                        action.name(),
                        action.method,
                        "/cases/%s/%s".formatted(file.id(), action.path),
                        action.role,
                        whyNot == null,
                        whyNot));
            }
        }
        return CaseView.of(file, deadlines.of(file.id(), file.schemeCode(), file.schemeVersion()), actions, json);
    }

    private Optional<Scheme> schemeOf(CaseFile file) {
        Integer version = file.schemeVersion();
        return version == null ? Optional.empty() : schemes.version(file.schemeCode(), version);
    }

    private @Nullable String objection(CaseAction action, CaseFile file) {
        if (!caller.has(action.role)) {
            return "Only the role %s may do this.".formatted(action.role);
        }
        if (action.duty != null) {
            return duties.objection(file.id(), caller.id(), action.duty).orElse(null);
        }
        if (action.role.equals("review-lead")) {
            return null;
        }
        if (!caller.id().equals(file.officer())) {
            return "Only the officer who claimed the case may do this.";
        }
        return action == CaseAction.RELEASE
                ? null
                : duties.conflict(file.id(), caller.id()).orElse(null);
    }
}
