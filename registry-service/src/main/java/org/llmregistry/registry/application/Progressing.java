package org.llmregistry.registry.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.registry.application.ApplicationEvent.Due;
import org.llmregistry.registry.application.ApplicationEvent.Office;
import org.llmregistry.registry.application.ReviewStage.ReviewEnded;
import org.llmregistry.registry.application.ReviewStage.ReviewStarted;
import org.llmregistry.registry.model.Model;
import org.llmregistry.registry.model.ModelVersion;

/// Every move of an application goes through here: the state, the vendor's timeline, the audit event and the
/// word to the register's statistics change together.
@ApplicationScoped
public class Progressing {

    private final AuditTrail audit;
    private final Event<ReviewStage> stages;

    Progressing(AuditTrail audit, Event<ReviewStage> stages) {
        this.audit = audit;
        this.stages = stages;
    }

    /// A decision has arrived. Call it in the transaction that grants the licence.
    ///
    /// @return the audit event's id
    @Transactional(Transactional.TxType.MANDATORY)
    public UUID decided(Application application, Application.Outcome outcome, Instant at) {
        ApplicationStatus before = application.status();
        application.decide(outcome, at);
        return moved(
                application,
                before,
                Office.REVIEW,
                "application.progressed",
                AuditTrail.SYSTEM,
                at,
                Map.of("outcome", outcome.name()));
    }

    /// The vendor appeals. Call it in the transaction that keeps the appeal.
    @Transactional(Transactional.TxType.MANDATORY)
    public void appealed(Application application, String actor, Instant at) {
        ApplicationStatus before = application.status();
        application.moveTo(ApplicationStatus.UNDER_APPEAL);
        moved(application, before, Office.VENDOR, "application.appealed", actor, at, Map.of());
    }

    /// A new draft: nothing was before it.
    void drafted(Application application, String actor, Instant at) {
        ApplicationEvent.append(application, Office.VENDOR, null, at);
        audit.record(
                "application.drafted",
                subject(application),
                actor,
                Map.of(
                        "vendorId", application.vendorId(),
                        "modelVersionId", application.modelVersionId(),
                        "scheme", application.schemeCode(),
                        "track", application.track(),
                        "kind", application.kind().name(),
                        "to", application.status().name()));
    }

    /// The office has another last day, or has let it pass: the vendor reads it as a step in the same state.
    void rescheduled(Application application, @Nullable Due due, Instant at) {
        Application.getEntityManager().lock(application, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        ApplicationEvent.append(application, Office.REVIEW, due, at);
        if (due != null && due.overdue()) {
            audit.record(
                    "application.office-late",
                    subject(application),
                    AuditTrail.SYSTEM,
                    Map.of("dueOn", due.dueOn().toString()));
        }
    }

    /// A move after which no last day of the office is known.
    ///
    /// @return the audit event's id
    UUID moved(
            Application application,
            ApplicationStatus before,
            Office office,
            String type,
            String actor,
            Instant at,
            Map<String, ?> facts) {
        return moved(application, before, office, type, actor, null, at, facts);
    }

    UUID moved(
            Application application,
            ApplicationStatus before,
            Office office,
            String type,
            String actor,
            @Nullable Due due,
            Instant at,
            Map<String, ?> facts) {
        UUID event = recorded(application, before, office, type, actor, due, at, facts);
        boolean isUnderReview = application.status().isUnderReview();
        if (isUnderReview && !before.isUnderReview()) {
            reviewStarts(application, at);
        } else if (!isUnderReview && before.isUnderReview()) {
            stages.fire(new ReviewEnded(application.id(), at));
        }
        return event;
    }

    /// A submission, after [#reviewStarts].
    void submitted(Application application, ApplicationStatus before, ApplicationRevision revision, String actor) {
        Map<String, Object> facts = Map.of(
                "number", Objects.requireNonNull(application.number()),
                "revision", revision.number(),
                "sha256", revision.sha256());
        String type = "application.submitted";
        recorded(application, before, Office.VENDOR, type, actor, null, revision.submittedAt(), facts);
    }

    void reviewStarts(Application application, Instant at) {
        ModelVersion version = ModelVersion.require(application.modelVersionId());
        String modelName = Model.nameOf(version);
        stages.fire(new ReviewStarted(application.id(), application.region(), modelName, at));
    }

    private UUID recorded(
            Application application,
            ApplicationStatus before,
            Office office,
            String type,
            String actor,
            @Nullable Due due,
            Instant at,
            Map<String, ?> facts) {
        ApplicationEvent.append(application, office, due, at);
        Map<String, Object> all = new HashMap<>(facts);
        all.put("from", before.name());
        all.put("to", application.status().name());
        return audit.record(type, subject(application), actor, all);
    }

    static String subject(Application application) {
        return "applications/" + application.id();
    }
}
