package org.llmregistry.registry.lineage;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.LocalDate;
import java.util.UUID;

/// Something changed that others may inherit: a licence moved or came, a base was linked. It commits with the change;
/// [Inheriting] works it off.
@Entity
@SuppressWarnings("UnusedVariable") // read by queries only
public class LineageChange extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private UUID entryId;
    private LocalDate since;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected LineageChange() {}

    private LineageChange(UUID entryId, LocalDate since) {
        this.entryId = entryId;
        this.since = since;
    }

    /// @param since first day on which the change holds
    public static void of(UUID entryId, LocalDate since) {
        new LineageChange(entryId, since).persist();
    }
}
