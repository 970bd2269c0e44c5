package org.llmregistry.registry.register;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The time of one application between its submission and its decision or withdrawal. It names a register entry
/// only when that model is known without the application.
@Entity
@SuppressWarnings("UnusedVariable") // columns that only queries read
class ReviewPeriod extends PanacheEntityBase {

    @Id
    private UUID applicationId;

    private @Nullable UUID entryId;
    private LocalDate fromOn;
    private @Nullable LocalDate toOn;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ReviewPeriod() {}

    ReviewPeriod(UUID applicationId, @Nullable UUID entryId, LocalDate fromOn) {
        this.applicationId = applicationId;
        this.entryId = entryId;
        this.fromOn = fromOn;
    }

    void end(LocalDate on) {
        if (toOn == null) {
            toOn = on;
        }
    }
}
