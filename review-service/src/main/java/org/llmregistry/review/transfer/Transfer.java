package org.llmregistry.review.transfer;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;

/// That a case went to another office, and why; on record for ever.
@Entity
@Immutable
@Table(name = "case_transfer")
@IdClass(Transfer.Key.class)
class Transfer extends PanacheEntityBase {

    record Key(UUID caseId, int number) implements Serializable {}

    @Schema(name = "Transfer")
    record View(
            int number,
            @Schema(examples = "CN-BJ") String fromOffice,
            @Schema(examples = "CN-SH") String toOffice,
            String reason,
            String transferredBy,
            Instant transferredAt) {}

    @Id
    private UUID caseId;

    @Id
    private int number;

    private String fromOffice;
    private String toOffice;
    private String reason;
    private String transferredBy;
    private Instant transferredAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Transfer() {}

    /// Under the lock of the case, so that numbers follow one another.
    Transfer(UUID caseId, String fromOffice, String toOffice, String reason, String person, Instant at) {
        this.caseId = caseId;
        this.number = (int) count("caseId", caseId) + 1;
        this.fromOffice = fromOffice;
        this.toOffice = toOffice;
        this.reason = reason;
        this.transferredBy = person;
        this.transferredAt = at;
    }

    View toView() {
        return new View(number, fromOffice, toOffice, reason, transferredBy, transferredAt);
    }

    static List<Transfer> ofCase(UUID caseId) {
        return list("caseId = ?1 order by number", caseId);
    }
}
