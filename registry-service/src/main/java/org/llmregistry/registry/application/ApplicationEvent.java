package org.llmregistry.registry.application;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.llmregistry.kernel.web.Ids;

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

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ApplicationEvent() {}

    private ApplicationEvent(UUID applicationId, int number, ApplicationStatus status, Office office, Instant at) {
        this.id = Ids.next();
        this.applicationId = applicationId;
        this.number = number;
        this.status = status;
        this.office = office;
        this.at = at;
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

    /// The application's version lock keeps two steps from getting the same number.
    static void append(Application application, Office office, Instant at) {
        int number = (int) count("applicationId", application.id()) + 1;
        new ApplicationEvent(application.id(), number, application.status(), office, at).persist();
    }

    static List<ApplicationEvent> of(UUID applicationId) {
        return list("applicationId = ?1 order by number", applicationId);
    }
}
