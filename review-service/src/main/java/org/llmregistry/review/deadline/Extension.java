package org.llmregistry.review.deadline;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/// More time for the authority, granted once by its head with a reason.
@Entity
@Immutable
@Table(name = "case_extension")
@SuppressWarnings("UnusedVariable") // read by queries and the database only
public class Extension extends PanacheEntityBase {

    @Id
    private UUID caseId;

    private int days;
    private String reason;
    private String grantedBy;
    private Instant grantedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Extension() {}

    public Extension(UUID caseId, int days, String reason, String grantedBy, Instant grantedAt) {
        this.caseId = caseId;
        this.days = days;
        this.reason = reason;
        this.grantedBy = grantedBy;
        this.grantedAt = grantedAt;
    }

    int days() {
        return days;
    }

    Instant grantedAt() {
        return grantedAt;
    }

    public static Optional<Extension> of(UUID caseId) {
        return findByIdOptional(caseId);
    }
}
