package org.llmregistry.registry.register;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Ids;

/// A time in which one application lay with the office: from a submission to a return, withdrawal or decision.
/// It names a register entry only when that model is known without the application.
@Entity
@SuppressWarnings("UnusedVariable") // columns that only queries read
class ReviewPeriod extends PanacheEntityBase {

    @Id
    private UUID id;

    private UUID applicationId;
    private @Nullable UUID entryId;
    private LocalDate fromOn;
    private @Nullable LocalDate toOn;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ReviewPeriod() {}

    ReviewPeriod(UUID applicationId, @Nullable UUID entryId, LocalDate fromOn) {
        this.id = Ids.next();
        this.applicationId = applicationId;
        this.entryId = entryId;
        this.fromOn = fromOn;
    }

    /// The clocks of two services may differ by a day's end: a review never ends before it began.
    void end(LocalDate on) {
        toOn = on.isBefore(fromOn) ? fromOn : on;
    }

    static Optional<ReviewPeriod> running(UUID applicationId) {
        return find("applicationId = ?1 and toOn is null", applicationId).firstResultOptional();
    }
}
