package org.llmregistry.registry.application;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.registry.RegistryProblem;

/// A step of an application's way, as its vendor sees it: which office, never which officer.
@Entity
@Immutable
class ApplicationEvent extends PanacheEntityBase {

    /// Who moved it.
    enum Office {
        VENDOR,
        REVIEW,
        REGISTRY
    }

    /// The office's last day in time and whether it has passed; absent while no clock of the office runs.
    @Embeddable
    record Due(LocalDate dueOn, boolean overdue) {}

    /// What the office found when it returned the application, and until when that can be mended.
    ///
    /// @param before null: without end
    @Embeddable
    record Returned(
            @JdbcTypeCode(SqlTypes.JSON) List<Violation> defects,
            @Column(name = "resubmit_before") @Nullable Instant before) {

        static final Returned NOTHING = new Returned(List.of(), null);

        void refuseLate(Instant at) {
            if (before != null && !at.isBefore(before)) {
                throw Refusal.of(
                        RegistryProblem.RESUBMISSION_OVER, "It could be submitted again until %s.".formatted(before));
            }
        }
    }

    @Id
    private UUID id;

    @SuppressWarnings("UnusedVariable") // read by queries only
    private UUID applicationId;

    private int number;

    @Enumerated(EnumType.STRING)
    private ApplicationStatus status;

    @Enumerated(EnumType.STRING)
    private Office office;

    private Instant at;

    @Embedded
    private @Nullable Due due;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ApplicationEvent() {}

    private ApplicationEvent(Application application, int number, Office office, @Nullable Due due, Instant at) {
        this.id = Ids.next();
        this.applicationId = application.id();
        this.number = number;
        this.status = application.status();
        this.due = due;
        this.office = office;
        this.at = at;
    }

    /// What happened, for people.
    ///
    /// @param moved whether the state is another than in the step before
    String what(boolean moved) {
        if (moved || due == null) {
            return what();
        }
        return due.overdue()
                ? "The office is late: its last day was %s.".formatted(due.dueOn())
                : "The last day of the office is %s.".formatted(due.dueOn());
    }

    private String what() {
        return switch (status) {
            case DRAFT -> "Drafted.";
            case SUBMITTED -> "Submitted; the dossier is frozen.";
            case RETURNED -> "Returned with all defects; mend them and submit again.";
            case ACCEPTED -> "Accepted: the scheme version is pinned and the clock runs.";
            case REGIONAL_REVIEW -> "Under review.";
            case TESTING -> "The office tests the model.";
            case INFO_REQUESTED -> "The office asks questions; the clock stands until you answer.";
            case REGIONAL_RECOMMENDED -> "The review has ended with a recommendation.";
            case CENTRAL_REVIEW -> "Under review at the centre.";
            case DECISION_PROPOSED -> "A decision is proposed.";
            case APPROVED -> "Approved.";
            case REFUSED -> "Refused.";
            case WITHDRAWN -> "Withdrawn.";
            case LAPSED -> "Lapsed: the time to answer has passed.";
            case UNDER_APPEAL -> "Under appeal.";
        };
    }

    int number() {
        return number;
    }

    ApplicationStatus status() {
        return status;
    }

    Office office() {
        return office;
    }

    Instant at() {
        return at;
    }

    @Nullable
    Due due() {
        return due;
    }

    /// The application's version lock keeps two steps from getting the same number.
    static void append(Application application, Office office, @Nullable Due due, Instant at) {
        int number = (int) count("applicationId", application.id()) + 1;
        new ApplicationEvent(application, number, office, due, at).persist();
    }

    /// The office's last day as it was told last.
    static @Nullable Due dueOf(UUID applicationId) {
        return ApplicationEvent.<ApplicationEvent>find("applicationId = ?1 order by number desc", applicationId)
                .firstResultOptional()
                .map(ApplicationEvent::due)
                .orElse(null);
    }

    static List<ApplicationEvent> of(UUID applicationId) {
        return list("applicationId = ?1 order by number", applicationId);
    }
}
